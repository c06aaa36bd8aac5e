package ismscope.device.vhost;

import ismscope.device.model.IsmHost;
import ismscope.device.transport.HostThread;
import java.util.function.Consumer;

/// What all connections of one server share.
///
/// @param thread that serves, and owns `host`
/// @param notifyPoller looks after guests that ring by stores
/// @param log gets a sentence for people when a front-end is disconnected
record Serving(HostThread thread, IsmHost host, NotifyPoller notifyPoller, Consumer<String> log) {}
