package ismscope.device.vhost;

import ismscope.device.os.EventCounter;
import java.io.IOException;

/// What a front-end says of its rings before, and while, they run.
///
/// Thread: the host's owner thread.
final class RingMessages {
    private static final int MOST_SIZE = 32768;

    private final VringSet rings;
    private final Agreement agreed;
    private int vectors = DeviceRun.QUEUE_VECTORS;

    RingMessages(VringSet rings, Agreement agreed) {
        this.rings = rings;
        this.agreed = agreed;
    }

    /// {@return interrupt vectors of the guest}
    int vectors() {
        return vectors;
    }

    void setAddress(FrontEndMessage.VringAddress address) throws FrontEndFault {
        rings.stopped(address.index()).setAddress(address);
    }

    void setBase(int index, int position) throws FrontEndFault {
        rings.stopped(index).setBase(position);
    }

    /// @param owned whether the guest has its device already
    void setSize(int index, int number, boolean owned) throws FrontEndFault {
        if (index == VringSet.PEER_RING && agreed.isPeer()) {
            if (owned || number < 0 || number > PeerPage.VECTORS) {
                throw new FrontEndFault("vectors=%d, or too late".formatted(number));
            }
            vectors = number;
            return;
        }
        if (number <= 0 || number > MOST_SIZE) {
            throw new FrontEndFault("ring %d of %d entries".formatted(index, number));
        }
        rings.stopped(index).setSize(number);
    }

    /// SET_VRING_KICK, SET_VRING_CALL and SET_VRING_ERR.
    void setDescriptor(FrontEndRequest request, long value, Frame frame)
            throws FrontEndFault, IOException {
        int index = (int) (value & VhostLayout.VRING_INDEX_MASK);
        Vring ring = rings.ring(index);
        boolean none = (value & VhostLayout.NO_DESCRIPTOR) != 0;
        EventCounter counter = null;
        if (none) {
            frame.requireFiles(0);
        } else {
            counter = frame.onlyFile().toCounter();
        }
        if (request == FrontEndRequest.SET_VRING_KICK) {
            if (counter == null) {
                throw new FrontEndFault("ring %d without a kick: none is polled".formatted(index));
            }
            rings.setKick(index, counter);
        } else if (request == FrontEndRequest.SET_VRING_CALL) {
            ring.setCall(counter);
            ring.setVector((int) (value >>> VringSet.VECTOR_SHIFT) & 0xffff);
        } else if (counter != null) {
            counter.close();
        }
    }
}
