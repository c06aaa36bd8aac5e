package ismscope.device.vhost;

import ismscope.device.os.EventCounter;
import ismscope.device.os.Poller;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/// The rings of one front-end: the device's queues, and for a process peer one without a ring,
/// whose kick are doorbells and whose call are all interrupts.
final class VringSet {
    /// Number of the ring that is none.
    static final int PEER_RING = 2;

    /// A process peer says in the number of SET_VRING_CALL, from this bit on, which vector its
    /// guest has bound; 0xffff is none. That of [#PEER_RING] is the configuration's.
    static final int VECTOR_SHIFT = 16;

    private final List<Vring> rings = new ArrayList<>();
    private final int queues;
    private final IntConsumer kicked;
    private boolean peer;

    VringSet(Poller poller, int queues, IntConsumer kicked) {
        this.queues = queues;
        this.kicked = kicked;
        for (int i = 0; i <= PEER_RING; i++) {
            rings.add(new Vring(poller));
        }
    }

    void allowPeerRing(boolean allowed) {
        peer = allowed;
    }

    int queues() {
        return queues;
    }

    /// {@return a queue, or the peer's ring}
    Vring ring(int index) throws FrontEndFault {
        return index == PEER_RING && peer ? rings.get(index) : queue(index);
    }

    /// {@return a queue}
    Vring queue(int index) throws FrontEndFault {
        if (index < 0 || index >= queues) {
            throw new FrontEndFault(
                    "there is no ring %s".formatted(Integer.toUnsignedString(index)));
        }
        return rings.get(index);
    }

    /// {@return a queue that does not run, so that it can be changed}
    Vring stopped(int index) throws FrontEndFault {
        Vring ring = queue(index);
        if (ring.isRunning()) {
            throw new FrontEndFault("ring %d changed while it runs".formatted(index));
        }
        return ring;
    }

    /// {@return the ring that is none}
    Vring peerRing() {
        return rings.get(PEER_RING);
    }

    Vring at(int queue) {
        return rings.get(queue);
    }

    void setKick(int index, EventCounter kick) throws IOException, FrontEndFault {
        ring(index).setKick(kick, () -> kicked.accept(index));
    }

    boolean anyRuns() {
        return rings.stream().anyMatch(Vring::isRunning);
    }

    boolean anyEnabled() {
        return rings.stream().anyMatch(Vring::isEnabled);
    }

    void close() {
        try {
            for (Vring ring : rings) {
                ring.close();
            }
        } catch (IOException e) {
            // close(2) has given the number back, whatever it says.
            return;
        }
    }
}
