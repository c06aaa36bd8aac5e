import org.jspecify.annotations.NullMarked;

/// The virtio-ism host: guest memory, virtqueues, protocol, regions, devices and built-in guests.
@NullMarked
module ismscope.device {
    requires static transitive org.jspecify;
    requires org.jnrproject.unixsocket;
    // What the sockets' library needs of named modules, which it cannot say itself.
    requires org.objectweb.asm.commons;
    requires org.objectweb.asm.util;

    exports ismscope.device.driver;
    exports ismscope.device.guest;
    exports ismscope.device.memory;
    exports ismscope.device.model;
    exports ismscope.device.notify;
    exports ismscope.device.os;
    exports ismscope.device.peer;
    exports ismscope.device.protocol;
    exports ismscope.device.region;
    exports ismscope.device.scenario;
    exports ismscope.device.tap;
    exports ismscope.device.transport;
    exports ismscope.device.vfio;
    exports ismscope.device.vhost;
    exports ismscope.device.virtqueue;
}
