package ismscope.device.vhost;

import org.jspecify.annotations.Nullable;

/// Takes a device's interrupts to its guest: through the call of each ring, or, to a process peer,
/// through the page that is shared with it.
final class DeviceInterrupts {
    private final VringSet rings;
    private final BackChannel channel;
    private final boolean peer;
    private @Nullable PeerPage page;

    DeviceInterrupts(VringSet rings, BackChannel channel, boolean peer) {
        this.rings = rings;
        this.channel = channel;
        this.peer = peer;
    }

    void setPage(PeerPage newPage) {
        page = newPage;
    }

    /// {@return whether it reaches the guest}
    boolean raise(int vector) {
        if (!peer) {
            // Numbers that this back-end has bound itself: configuration, then the queues.
            return vector == DeviceRun.CONFIG_VECTOR
                    ? channel.tellConfigChange()
                    : rings.at(vector - 1).interrupt();
        }
        PeerPage present = page;
        if (present == null) {
            return false;
        }
        present.raise(vector);
        return rings.peerRing().interrupt();
    }
}
