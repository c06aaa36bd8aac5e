package ismscope.device.model;

import ismscope.device.protocol.CommonRegister;
import ismscope.device.protocol.DeviceStatus;
import ismscope.device.tap.TapRecord;
import ismscope.device.tap.ViolationRule;
import org.jspecify.annotations.Nullable;

/// The common configuration of one device: registers that a driver drives it with.
///
/// Knows no transport: offsets and widths are those of `struct virtio_pci_common_cfg`
/// ([CommonRegister]). A 64-bit register may be accessed whole or in halves. What a driver does
/// wrong is recorded, changes nothing, and reads as 0.
///
/// Spec: virtio 1.3 2.1 (status), 3.1.1 (initialization), 4.1.4.3 (registers). Thread: the host's
/// owner thread.
final class CommonConfig {
    private static final int DRIVER_BITS =
            DeviceStatus.ACKNOWLEDGE
                    | DeviceStatus.DRIVER
                    | DeviceStatus.DRIVER_OK
                    | DeviceStatus.FEATURES_OK
                    | DeviceStatus.FAILED;
    private static final long HALF_MASK = 0xffff_ffffL;
    private static final int U16 = 0xffff;
    private static final int U8 = 0xff;

    private final FeatureNegotiation features;
    private final QueueBank queues;
    private final int vectors;
    private final DeviceTrace trace;
    private int configVector = CommonRegister.NO_VECTOR;
    private int status;

    /// @param vectors interrupt vectors that the driver may use
    CommonConfig(FeatureNegotiation features, QueueBank queues, int vectors, DeviceTrace trace) {
        this.features = features;
        this.queues = queues;
        this.vectors = vectors;
        this.trace = trace;
    }

    int status() {
        return status;
    }

    FeatureNegotiation features() {
        return features;
    }

    QueueBank queues() {
        return queues;
    }

    int configVector() {
        return configVector;
    }

    /// {@return whether the driver is ready and nothing is broken}
    boolean isRunning() {
        return (status & (DeviceStatus.DRIVER_OK | DeviceStatus.NEEDS_RESET))
                == DeviceStatus.DRIVER_OK;
    }

    /// Sets DEVICE_NEEDS_RESET (`virtio 1.3 2.1.2`).
    void needReset(Cause cause) {
        setStatus(status | DeviceStatus.NEEDS_RESET, cause);
    }

    /// Forgets everything, as a driver does that writes 0 to the status.
    void reset(Cause cause) {
        queues.resetAll(cause);
        features.reset();
        configVector = CommonRegister.NO_VECTOR;
        setStatus(0, cause);
    }

    long read(int offset, int width) {
        CommonRegister register = accessed(offset, width, false);
        if (register == null) {
            return 0;
        }
        long value = value(register);
        int shift = (offset - register.offset()) * Byte.SIZE;
        return width < register.width() ? (value >>> shift) & HALF_MASK : value;
    }

    private long value(CommonRegister register) {
        return switch (register) {
            case DEVICE_FEATURE_SELECT -> features.deviceSelect();
            case DEVICE_FEATURE -> features.offeredWindow();
            case DRIVER_FEATURE_SELECT -> features.driverSelect();
            case DRIVER_FEATURE -> features.acceptedWindow();
            case CONFIG_MSIX_VECTOR -> configVector;
            case NUM_QUEUES -> queues.count();
            case DEVICE_STATUS -> status;
            // The configuration space never changes while a device exists.
            case CONFIG_GENERATION -> 0;
            case QUEUE_SELECT -> queues.selected();
            default -> queues.read(register);
        };
    }

    /// Writes a register; a status of 0 is for the device, which calls [#reset].
    void write(int offset, int width, long value, Cause cause) {
        CommonRegister register = accessed(offset, width, true);
        if (register == null) {
            return;
        }
        switch (register) {
            case DEVICE_FEATURE_SELECT -> features.selectDevice(value);
            case DRIVER_FEATURE_SELECT -> features.selectDriver(value);
            case DRIVER_FEATURE -> features.accept(value, cause);
            case CONFIG_MSIX_VECTOR -> configVector = vectorOrNone(value);
            case DEVICE_STATUS -> writeStatus((int) value & U8, cause);
            case QUEUE_SELECT -> queues.select(value);
            case QUEUE_MSIX_VECTOR -> queues.bindVector(vectorOrNone(value), cause);
            default -> queues.write(register, offset - register.offset(), width, value, cause);
        }
    }

    /// {@return whether a write is one of 0 to the status}
    static boolean isReset(int offset, int width, long value) {
        return CommonRegister.at(offset) == CommonRegister.DEVICE_STATUS
                && width == CommonRegister.DEVICE_STATUS.width()
                && (value & U8) == 0;
    }

    /// `virtio 1.3 4.1.5.1.2`: a vector that cannot be had reads back as none.
    private int vectorOrNone(long value) {
        int vector = (int) value & U16;
        return vector < vectors ? vector : CommonRegister.NO_VECTOR;
    }

    private void writeStatus(int written, Cause cause) {
        if ((status & ~written & DRIVER_BITS) != 0) {
            trace.violation(
                    ViolationRule.STATUS_BIT_CLEARED,
                    cause,
                    "status=0x%02x written=0x%02x".formatted(status, written));
        }
        int set = written & DRIVER_BITS & ~status;
        if ((set & DeviceStatus.FEATURES_OK) != 0) {
            if (!features.agree(cause)) {
                set &= ~DeviceStatus.FEATURES_OK;
            } else if (trace.isOn()) {
                trace.put(cause, new TapRecord.Features(features.offered(), features.accepted()));
            }
        }
        if ((set & DeviceStatus.DRIVER_OK) != 0 && !features.isAgreed()) {
            trace.violation(ViolationRule.STATUS_ORDER, cause, "DRIVER_OK without FEATURES_OK");
            set &= ~DeviceStatus.DRIVER_OK;
        }
        setStatus(status | set, cause);
    }

    private void setStatus(int after, Cause cause) {
        int before = status;
        status = after;
        if (before != after && trace.isOn()) {
            trace.put(cause, new TapRecord.Status(before, after));
        }
    }

    /// {@return the register, null after a violation (`virtio 1.3 4.1.3.1`)}
    private @Nullable CommonRegister accessed(int offset, int width, boolean write) {
        CommonRegister register = CommonRegister.at(offset);
        if (register != null) {
            int from = offset - register.offset();
            boolean whole = from == 0 && width == register.width();
            boolean half =
                    register.width() == Long.BYTES
                            && width == Integer.BYTES
                            && from % Integer.BYTES == 0;
            if ((whole || half) && (register.writable() || !write)) {
                return register;
            }
        }
        trace.violation(
                ViolationRule.REGISTER_ACCESS,
                Cause.NONE,
                "%s offset=%d width=%d".formatted(write ? "write" : "read", offset, width));
        return null;
    }
}
