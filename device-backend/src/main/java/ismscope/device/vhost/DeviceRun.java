package ismscope.device.vhost;

import ismscope.device.model.IsmDevice;
import ismscope.device.os.MemoryFile;
import ismscope.device.os.MemoryFile.Access;
import ismscope.device.protocol.CommonRegister;
import ismscope.device.protocol.DeviceStatus;
import ismscope.device.protocol.FeatureBit;
import ismscope.device.tap.TapRecord;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/// Drives a device through its registers as its front-end starts and stops rings.
///
/// The first ring that is enabled starts the device with all rings that are described, the last
/// that is asked where it stopped resets it: vhost-user has no message for either. Thread: the
/// host's owner thread.
final class DeviceRun {
    /// Vectors of a guest whose front-end has one per queue, and one for the configuration.
    static final int QUEUE_VECTORS = 3;

    static final int CONFIG_VECTOR = 0;

    /// An address that no ring can have.
    static final long NOWHERE = -65536;

    private static final int AGREED =
            DeviceStatus.ACKNOWLEDGE | DeviceStatus.DRIVER | DeviceStatus.FEATURES_OK;

    private final IsmDevice device;
    private final BackChannel channel;
    private final VringSet rings;
    private final SharedLayout layout;
    private final DeviceInterrupts interrupts;
    private @Nullable NotifyMemory notify;
    private boolean running;

    /// Memory behind shared memory id 2.
    private record NotifyMemory(MemoryFile file, Arena arena, PeerPage page) {}

    DeviceRun(
            IsmDevice device,
            BackChannel channel,
            VringSet rings,
            SharedLayout layout,
            DeviceInterrupts interrupts) {
        this.device = device;
        this.channel = channel;
        this.rings = rings;
        this.layout = layout;
        this.interrupts = interrupts;
    }

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
    void enable(int index, long features, LongUnaryOperator address, boolean peer)
            throws FrontEndFault {
        if (!running) {
            start(features, address, peer);
        } else if (!rings.at(index).isRunning()) {
            place(index, address, peer);
        }
    }

    private void start(long features, LongUnaryOperator address, boolean peer)
            throws FrontEndFault {
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
                place(i, address, peer);
            }
        }
        channel.open();
        if (peer) {
            shareNotifyMemory();
        }
        write(CommonRegister.DEVICE_STATUS, AGREED | DeviceStatus.DRIVER_OK);
    }

    private void place(int index, LongUnaryOperator address, boolean peer) throws FrontEndFault {
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
        ring.setRunning(true);
        if (read(CommonRegister.QUEUE_SIZE) == ring.size()) {
            write(CommonRegister.QUEUE_ENABLE, 1);
        }
    }

    /// Memory that doorbells are stored to, new for each start.
    private void shareNotifyMemory() throws FrontEndFault {
        closeNotifyMemory();
        Arena arena = Arena.ofConfined();
        try {
            MemoryFile file = MemoryFile.create("ism-notify", layout.notifyArea());
            PeerPage page =
                    new PeerPage(
                            file.map(arena, layout.peerPage(), PeerPage.BYTES, Access.READ_WRITE));
            page.clear();
            notify = new NotifyMemory(file, arena, page);
            interrupts.setPage(page);
            channel.map(
                    new SharedPiece(
                            SharedLayout.NOTIFY_ID,
                            0,
                            0,
                            layout.notifyArea(),
                            SharedPiece.WRITABLE),
                    file.duplicate(),
                    _ -> {});
        } catch (IOException e) {
            throw new FrontEndFault("there is no memory for the notify area", e);
        }
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
        NotifyMemory present = notify;
        if (present == null || !present.page.isRung()) {
            return present != null && present.page.sleep();
        }
        if (present.page.take(device::ringDoorbell) < 0) {
            throw new FrontEndFault("more doorbells than there is room for");
        }
        return present.page.sleep();
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
        NotifyMemory present = notify;
        notify = null;
        if (present == null) {
            return;
        }
        try {
            present.arena.close();
            present.file.close();
        } catch (IOException e) {
            // close(2) has given the number back, whatever it says.
            return;
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
