package ismscope.device.vhost;

import ismscope.device.model.IsmDevice;
import ismscope.device.protocol.CommonRegister;
import ismscope.device.protocol.DeviceStatus;
import ismscope.device.protocol.FeatureBit;
import ismscope.device.tap.TapRecord;
import java.io.IOException;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/// Drives a device through its registers as its front-end starts and stops rings.
///
/// The first ring that is enabled starts the device with all rings that are described, the last
/// that is asked where it stopped resets it: vhost-user has no message for either. Thread: the
/// host's owner thread.
final class DeviceRun implements NotifyPoller.Guest {
    /// Vectors of a guest whose front-end has one per queue, and one for the configuration.
    static final int QUEUE_VECTORS = 3;

    static final int CONFIG_VECTOR = 0;

    /// An address that no ring can have.
    static final long NOWHERE = -65536;

    /// Base of a packed ring never used: both wrap counters 1.
    private static final int FIRST_OF_PACKED = 0x8000_8000;

    private static final int AGREED =
            DeviceStatus.ACKNOWLEDGE | DeviceStatus.DRIVER | DeviceStatus.FEATURES_OK;

    private final IsmDevice device;
    private final BackChannel channel;
    private final VringSet rings;
    private final SharedLayout layout;
    private final DeviceInterrupts interrupts;
    private final NotifyPoller poller;
    private @Nullable NotifyMemory notify;
    private final boolean peer;
    private boolean running;

    DeviceRun(IsmDevice device, Ways ways, SharedLayout layout, NotifyPoller poller, boolean peer) {
        this.device = device;
        this.channel = ways.channel();
        this.rings = ways.rings();
        this.interrupts = ways.interrupts();
        this.layout = layout;
        this.poller = poller;
        this.peer = peer;
    }

    /// The ways between the device and its front-end.
    record Ways(BackChannel channel, VringSet rings, DeviceInterrupts interrupts) {}

    IsmDevice device() {
        return device;
    }

    boolean isRunning() {
        return running;
    }

    long status() {
        return read(CommonRegister.DEVICE_STATUS);
    }

    /// Starts the device, or one ring of a device that runs.
    ///
    /// @param address makes a guest address of a ring's
    void enable(int index, long features, LongUnaryOperator address) throws FrontEndFault {
        if (!running) {
            start(features, address);
        } else if (!rings.at(index).isRunning()) {
            place(index, address);
        }
    }

    private void start(long features, LongUnaryOperator address) throws FrontEndFault {
        write(CommonRegister.DEVICE_STATUS, DeviceStatus.ACKNOWLEDGE);
        write(CommonRegister.DEVICE_STATUS, DeviceStatus.ACKNOWLEDGE | DeviceStatus.DRIVER);
        write(CommonRegister.DRIVER_FEATURE_SELECT, 0);
        write(CommonRegister.DRIVER_FEATURE, features & 0xffff_ffffL);
        write(CommonRegister.DRIVER_FEATURE_SELECT, 1);
        write(CommonRegister.DRIVER_FEATURE, features >>> Integer.SIZE);
        write(CommonRegister.DEVICE_STATUS, AGREED);
        if ((status() & DeviceStatus.FEATURES_OK) == 0) {
            throw new FrontEndFault(
                    "features that do not work together: " + FeatureBit.describe(features));
        }
        running = true;
        write(CommonRegister.CONFIG_MSIX_VECTOR, peer ? rings.peerRing().vector() : CONFIG_VECTOR);
        for (int i = 0; i < rings.queues(); i++) {
            if (rings.at(i).address() != null && rings.at(i).hasKick()) {
                place(i, address);
            }
        }
        share(peer, resumes());
        write(CommonRegister.DEVICE_STATUS, AGREED | DeviceStatus.DRIVER_OK);
    }

    /// {@return whether the guest goes on where it was held, and not from its beginning}
    private boolean resumes() {
        for (int i = 0; i < rings.queues(); i++) {
            int base = rings.at(i).base();
            if (base != 0 && base != FIRST_OF_PACKED) {
                return true;
            }
        }
        return false;
    }

    private void place(int index, LongUnaryOperator address) throws FrontEndFault {
        Vring ring = rings.at(index);
        FrontEndMessage.VringAddress areas = ring.address();
        if (areas == null) {
            throw new FrontEndFault("ring %d without an address".formatted(index));
        }
        write(CommonRegister.QUEUE_SELECT, index);
        write(CommonRegister.QUEUE_SIZE, ring.size());
        write(CommonRegister.QUEUE_MSIX_VECTOR, peer ? ring.vector() : index + 1);
        write(CommonRegister.QUEUE_DESC, address.applyAsLong(areas.descriptor()));
        write(CommonRegister.QUEUE_DRIVER, address.applyAsLong(areas.available()));
        write(CommonRegister.QUEUE_DEVICE, address.applyAsLong(areas.used()));
        if (ring.base() != 0) {
            device.resumeQueue(index, ring.base());
        }
        ring.setRunning(true);
        if (read(CommonRegister.QUEUE_SIZE) == ring.size()) {
            write(CommonRegister.QUEUE_ENABLE, 1);
        }
    }

    /// Opens the way for maps, and makes the memory that doorbells are stored to.
    ///
    /// @param resumed whether the guest was only held meanwhile, and has what was mapped before
    private void share(boolean peer, boolean resumed) throws FrontEndFault {
        try {
            closeNotifyMemory();
            NotifyMemory made = NotifyMemory.create(layout);
            notify = made;
            interrupts.setPage(made.page());
            if (peer) {
                channel.open(() -> {});
                made.share(channel, layout);
            } else {
                // A VMM may be asked only while its guest waits for an answer.
                channel.open(() -> made.share(channel, layout));
                if (resumed) {
                    channel.unmapForgotten();
                }
                poller.add(this);
            }
        } catch (IOException e) {
            throw new FrontEndFault("there is no memory for the notify area", e);
        }
    }

    @Override
    public boolean look() {
        NotifyMemory present = notify;
        return present != null
                && present.stored()
                        .take(
                                device.mappedEnd() / layout.chunkSize() * layout.notifySize(),
                                offset -> device.ringDoorbell(offset, 1));
    }

    /// Does what a ring, or the peer's doorbells, want.
    ///
    /// @return whether there is more, for later
    boolean work(int index) throws FrontEndFault {
        boolean more = takeBells();
        boolean enabled = index < rings.queues() && rings.at(index).isEnabled();
        if (running && enabled && rings.at(index).isRunning()) {
            more |= device.notifyQueue(index);
        }
        return more;
    }

    /// Takes the doorbells that a peer has rung.
    ///
    /// @return whether it rings on
    boolean takeBells() throws FrontEndFault {
        look();
        NotifyMemory present = notify;
        if (present == null) {
            return false;
        }
        if (present.page().take(device::ringDoorbell) < 0) {
            throw new FrontEndFault("more doorbells than there is room for");
        }
        return present.page().sleep();
    }

    /// {@return where a ring stopped}
    int stop(int index, long features) throws FrontEndFault {
        Vring ring = rings.at(index);
        takeBells();
        if (!ring.isRunning()) {
            return ring.base();
        }
        int position = device.queuePosition(index);
        ring.setEnabled(false);
        if (!rings.anyEnabled()) {
            channel.forget();
        } else if (FeatureBit.RING_RESET.isIn(features)) {
            write(CommonRegister.QUEUE_SELECT, index);
            write(CommonRegister.QUEUE_RESET, 1);
        }
        return position;
    }

    /// Resets the device after its last ring has stopped.
    void stopIfIdle() {
        if (running && !rings.anyRuns()) {
            running = false;
            channel.forget();
            write(CommonRegister.DEVICE_STATUS, 0);
            closeNotifyMemory();
        }
    }

    private void closeNotifyMemory() {
        poller.remove(this);
        NotifyMemory present = notify;
        notify = null;
        if (present != null) {
            present.close();
        }
    }

    /// Takes the device away from its guest.
    ///
    /// @param byHost whether the host wants it so, and not the guest's end
    void close(boolean byHost) {
        channel.forget();
        if (byHost) {
            device.remove(TapRecord.DeviceRemoved.CLOSED);
        } else {
            device.unplug();
        }
        closeNotifyMemory();
    }

    private long read(CommonRegister register) {
        return device.readCommon(register.offset(), register.width());
    }

    private void write(CommonRegister register, long value) {
        device.writeCommon(register.offset(), register.width(), value);
    }
}
