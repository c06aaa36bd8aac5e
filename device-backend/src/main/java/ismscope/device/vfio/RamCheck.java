package ismscope.device.vfio;

import ismscope.device.model.IsmDevice;
import ismscope.device.protocol.CommonRegister;
import ismscope.device.protocol.DeviceStatus;
import ismscope.device.tap.ViolationRule;

/// Finds guest RAM that the VMM does not share, which no error would tell: rings outside of what
/// was shared, or rings that stay empty whatever the driver puts in them.
///
/// Thread: the host's owner thread.
final class RamCheck {
    private static final byte[] NO_BYTES = {};
    private static final int CONTROLQ = 0;

    private final IsmDevice device;
    private final DmaMap memory;

    /// Whether the controlq has shown anything, or its silence was told.
    private boolean settled;

    RamCheck(IsmDevice device, DmaMap memory) {
        this.device = device;
        this.memory = memory;
    }

    /// Looks at what became of a store to the registers.
    void afterStore(int offset, long value) {
        boolean enabled = offset == CommonRegister.QUEUE_ENABLE.offset() && (value & 1) != 0;
        if (enabled
                && (read(CommonRegister.DEVICE_STATUS) & DeviceStatus.NEEDS_RESET) != 0
                && (isHole(CommonRegister.QUEUE_DESC)
                        || isHole(CommonRegister.QUEUE_DRIVER)
                        || isHole(CommonRegister.QUEUE_DEVICE))) {
            device.report(
                    ViolationRule.GUEST_RAM_PRIVATE,
                    "queue=%d".formatted(read(CommonRegister.QUEUE_SELECT)),
                    NO_BYTES);
        }
    }

    private boolean isHole(CommonRegister area) {
        return memory.isHole(read(area));
    }

    private long read(CommonRegister register) {
        return device.readCommon(register.offset(), register.width());
    }

    private boolean isReady() {
        return (read(CommonRegister.DEVICE_STATUS) & DeviceStatus.DRIVER_OK) != 0;
    }

    /// Looks at the controlq before its first commands are taken.
    void beforeNotification(int queue) {
        if (settled || queue != CONTROLQ || !isReady()) {
            return;
        }
        int waiting = device.waiting(queue);
        if (waiting == 0) {
            device.report(ViolationRule.GUEST_RAM_SUSPECT, "queue=%d".formatted(queue), NO_BYTES);
        }
        settled = waiting >= 0;
    }
}
