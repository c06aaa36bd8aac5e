package ismscope.device.peer;

import ismscope.device.os.UnixSocket;
import ismscope.device.protocol.IsmLayout;
import ismscope.device.vhost.BackEndReply;
import ismscope.device.vhost.ConfigBytes;
import ismscope.device.vhost.FrontEndMessage;
import ismscope.device.vhost.FrontEndRequest;
import ismscope.device.vhost.PeerProtocol;
import ismscope.device.vhost.SharedLayout;
import java.util.List;

/// How a process peer and a host find together: the first messages of a connection, in the order in
/// which a VMM sends them.
final class PeerHandshake {
    private PeerHandshake() {}

    /// @param channel the host's end of the back-end channel
    /// @param vectors interrupt vectors that the guest has
    /// @throws IllegalStateException if there is no Ismscope at the other end, or it refuses
    static HostOffer with(PeerLink link, UnixSocket channel, int vectors) {
        link.askNumber(FrontEndRequest.GET_FEATURES);
        long offered = link.askNumber(FrontEndRequest.GET_PROTOCOL_FEATURES);
        if ((offered & PeerProtocol.NEEDED) != PeerProtocol.NEEDED) {
            throw new IllegalStateException("at the other end is no host for process peers");
        }
        link.tell(
                new FrontEndMessage.Value(
                        FrontEndRequest.SET_PROTOCOL_FEATURES, PeerProtocol.NEEDED));
        link.acknowledge();
        int queues = (int) link.askNumber(FrontEndRequest.GET_QUEUE_NUM);
        link.tell(new FrontEndMessage.Plain(FrontEndRequest.SET_BACKEND_REQ_FD), channel.fd());
        link.tell(
                new FrontEndMessage.VringState(
                        FrontEndRequest.SET_VRING_NUM, PeerProtocol.RING, vectors));
        link.tell(new FrontEndMessage.Plain(FrontEndRequest.SET_OWNER));
        long features = PeerProtocol.virtio(link.askNumber(FrontEndRequest.GET_FEATURES));
        List<Long> sizes = sharedMemory(link);
        return new HostOffer(
                features,
                queues,
                sizes.get(SharedLayout.DEVICE_MEMORY_ID),
                sizes.get(SharedLayout.NOTIFY_ID),
                config(link));
    }

    private static List<Long> sharedMemory(PeerLink link) {
        BackEndReply reply = link.ask(new FrontEndMessage.Plain(FrontEndRequest.GET_SHMEM_CONFIG));
        if (reply instanceof BackEndReply.SharedMemory(var sizes)
                && sizes.size() > SharedLayout.NOTIFY_ID) {
            return sizes;
        }
        throw new IllegalStateException("the host has no shared memory: " + reply);
    }

    private static byte[] config(PeerLink link) {
        BackEndReply reply =
                link.ask(
                        new FrontEndMessage.Config(
                                FrontEndRequest.GET_CONFIG,
                                new ConfigBytes(0, 0, new byte[IsmLayout.CONFIG_LENGTH])));
        if (reply instanceof BackEndReply.Config(var config)
                && config.bytes().length == IsmLayout.CONFIG_LENGTH) {
            return config.bytes();
        }
        throw new IllegalStateException("the host has no configuration: " + reply);
    }
}
