package ismscope.device.scenario;

import java.util.ArrayDeque;

/// What two VMs say to one another outside of virtio-ism, as over a TCP connection: in order, each
/// message once. SMC makes its connections with it; the device never sees it.
final class SideChannel {
    /// A message of SMC's handshake, the part that matters here.
    sealed interface Message {}

    /// The client asks whether both are on one host.
    record Proposal(long gid, long devid) implements Message {}

    /// The server is, and hands over the token of the region that it receives in.
    record Accept(long devid, long token) implements Message {}

    /// The client has attached, and hands over its own region's token.
    record Confirm(long token) implements Message {}

    /// The server is on another host: stay with TCP.
    record Decline() implements Message {}

    private final ArrayDeque<Message> toServer = new ArrayDeque<>();
    private final ArrayDeque<Message> toClient = new ArrayDeque<>();

    void sendToServer(Message message) {
        toServer.add(message);
    }

    void sendToClient(Message message) {
        toClient.add(message);
    }

    /// {@return the next message that the server receives}
    Message atServer() {
        return toServer.remove();
    }

    /// {@return the next message that the client receives}
    Message atClient() {
        return toClient.remove();
    }
}
