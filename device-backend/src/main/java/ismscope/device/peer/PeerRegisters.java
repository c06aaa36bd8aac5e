package ismscope.device.peer;

import ismscope.device.protocol.CommonRegister;
import ismscope.device.protocol.DeviceStatus;
import ismscope.device.protocol.FeatureBit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The common configuration of a process peer's device, as its driver sees it: what a VMM keeps for
/// its guest. Spec: virtio 1.3 4.1.4.3. Thread: the guest's.
final class PeerRegisters {
    private static final int WINDOW_BITS = 32;
    private static final long WINDOW_MASK = 0xffff_ffffL;
    private static final int U16 = 0xffff;
    private static final int U8 = 0xff;

    private final Backing backing;
    private final long offered;
    private final int vectors;
    private final List<QueueState> queues = new ArrayList<>();
    private long deviceSelect;
    private long driverSelect;
    private long accepted;
    private int configVector = CommonRegister.NO_VECTOR;
    private int status;
    private int selected;

    /// What the host is told of.
    interface Backing {
        /// The driver is ready.
        void start();

        /// The driver resets the device.
        void stop();

        /// A queue of a device that runs is set up anew.
        void startQueue(int index);

        /// A queue of a device that runs is reset.
        void stopQueue(int index);

        /// {@return bits that the host has set in the status}
        int hostStatus();
    }

    PeerRegisters(Backing backing, long offered, int queueCount, int vectors) {
        this.backing = backing;
        this.offered = offered;
        this.vectors = vectors;
        for (int i = 0; i < queueCount; i++) {
            queues.add(new QueueState());
        }
    }

    List<QueueState> queues() {
        return queues;
    }

    long accepted() {
        return accepted;
    }

    int configVector() {
        return configVector;
    }

    private boolean runs() {
        return (status & DeviceStatus.DRIVER_OK) != 0;
    }

    long read(int offset, int width) {
        CommonRegister register = CommonRegister.at(offset);
        if (register == null) {
            return 0;
        }
        int shift = (offset - register.offset()) * Byte.SIZE;
        long value = value(register) >>> shift;
        return width < register.width() ? value & WINDOW_MASK : value;
    }

    private long value(CommonRegister register) {
        QueueState queue = selectedQueue();
        return switch (register) {
            case DEVICE_FEATURE_SELECT -> deviceSelect;
            case DEVICE_FEATURE -> window(offered, deviceSelect);
            case DRIVER_FEATURE_SELECT -> driverSelect;
            case DRIVER_FEATURE -> window(accepted, driverSelect);
            case CONFIG_MSIX_VECTOR -> configVector;
            case NUM_QUEUES -> queues.size();
            case DEVICE_STATUS -> runs() ? status | backing.hostStatus() : status;
            case QUEUE_SELECT -> selected;
            case QUEUE_SIZE -> queue == null ? 0 : queue.size();
            case QUEUE_MSIX_VECTOR -> queue == null ? CommonRegister.NO_VECTOR : queue.vector();
            case QUEUE_ENABLE -> queue != null && queue.isEnabled() ? 1 : 0;
            case QUEUE_NOTIFY_OFF -> queue == null ? 0 : selected;
            case QUEUE_DESC -> queue == null ? 0 : queue.descriptorArea();
            case QUEUE_DRIVER -> queue == null ? 0 : queue.driverArea();
            case QUEUE_DEVICE -> queue == null ? 0 : queue.deviceArea();
            // The configuration never changes; a queue's reset is done at once.
            default -> 0;
        };
    }

    private @Nullable QueueState selectedQueue() {
        return selected < queues.size() ? queues.get(selected) : null;
    }

    private static long window(long features, long select) {
        return select > 1 ? 0 : (features >>> (select * WINDOW_BITS)) & WINDOW_MASK;
    }

    void write(int offset, int width, long value) {
        CommonRegister register = CommonRegister.at(offset);
        if (register == null || !register.writable()) {
            return;
        }
        switch (register) {
            case DEVICE_FEATURE_SELECT -> deviceSelect = value & WINDOW_MASK;
            case DRIVER_FEATURE_SELECT -> driverSelect = value & WINDOW_MASK;
            case DRIVER_FEATURE -> accept(value & WINDOW_MASK);
            case CONFIG_MSIX_VECTOR -> configVector = vectorOrNone(value);
            case DEVICE_STATUS -> writeStatus((int) value & U8);
            case QUEUE_SELECT -> selected = (int) value & U16;
            default -> {
                QueueState queue = selectedQueue();
                if (queue != null) {
                    write(queue, register, offset - register.offset(), width, value);
                }
            }
        }
    }

    private void accept(long bits) {
        if ((status & DeviceStatus.FEATURES_OK) == 0 && driverSelect <= 1) {
            long shift = driverSelect * WINDOW_BITS;
            accepted = (accepted & ~(WINDOW_MASK << shift)) | (bits << shift);
        }
    }

    private int vectorOrNone(long value) {
        int vector = (int) value & U16;
        return vector < vectors ? vector : CommonRegister.NO_VECTOR;
    }

    private void write(QueueState queue, CommonRegister register, int from, int width, long value) {
        switch (register) {
            case QUEUE_SIZE -> queue.setSize((int) value & U16);
            case QUEUE_MSIX_VECTOR -> queue.setVector(vectorOrNone(value));
            case QUEUE_DESC, QUEUE_DRIVER, QUEUE_DEVICE ->
                    queue.place(register, from, width, value);
            case QUEUE_ENABLE -> {
                queue.enable();
                if (runs()) {
                    backing.startQueue(selected);
                }
            }
            case QUEUE_RESET -> {
                if (FeatureBit.RING_RESET.isIn(accepted) && queue.isEnabled()) {
                    backing.stopQueue(selected);
                    queue.reset();
                }
            }
            default -> {}
        }
    }

    private void writeStatus(int written) {
        if (written == 0) {
            reset();
            return;
        }
        int set = written & ~status;
        if ((set & DeviceStatus.FEATURES_OK) != 0 && !agrees()) {
            set &= ~DeviceStatus.FEATURES_OK;
        }
        boolean starts = (set & DeviceStatus.DRIVER_OK) != 0;
        status |= set;
        if (starts) {
            backing.start();
        }
    }

    private boolean agrees() {
        return (accepted & ~offered) == 0 && FeatureBit.VERSION_1.isIn(accepted);
    }

    private void reset() {
        if (runs()) {
            backing.stop();
        }
        status = 0;
        accepted = 0;
        deviceSelect = 0;
        driverSelect = 0;
        selected = 0;
        configVector = CommonRegister.NO_VECTOR;
        queues.forEach(QueueState::reset);
    }
}
