package ismscope.device.vfio;

import ismscope.device.model.IsmDevice;
import ismscope.device.protocol.CommonRegister;
import ismscope.device.tap.ViolationRule;
import java.util.function.IntConsumer;

/// The device as a PCI function: loads and stores to its BARs and its configuration space.
///
/// Offsets and widths are checked by the caller against the size of the region; what the registers
/// make of a width is the device's business. Spec: virtio 1.3 4.1. Thread: the host's owner thread.
final class PciFunction {
    private static final byte[] NO_BYTES = {};
    private static final int U16 = 0xffff;
    private static final int WINDOW_BAR = PciConfigSpace.WINDOW + 4;
    private static final int WINDOW_OFFSET = PciConfigSpace.WINDOW + 8;
    private static final int WINDOW_LENGTH = PciConfigSpace.WINDOW + 12;
    private static final int WINDOW_DATA = PciConfigSpace.WINDOW + 16;
    private static final int WINDOW_END = PciConfigSpace.WINDOW + 20;

    private final IsmDevice device;
    private final BarLayout bars;
    private final PciConfigSpace config;
    private final IntConsumer notified;

    /// @param notified takes the number of a queue that the driver notifies
    PciFunction(IsmDevice device, BarLayout bars, IntConsumer notified) {
        this.device = device;
        this.bars = bars;
        this.config = new PciConfigSpace(bars);
        this.notified = notified;
    }

    /// {@return the number at a place of a BAR, little-endian}
    ///
    /// @param width 1 to 8
    long load(int bar, long offset, int width) {
        return switch (bar) {
            case BarLayout.MEMORY -> device.trapped().load(offset, width);
            case BarLayout.REGISTERS -> loadRegister((int) offset, width);
            // The MSI-X table is the VMM's, nothing is ever pending; doorbells are write-only.
            default -> 0;
        };
    }

    /// Stores the low bytes of a number.
    ///
    /// @param width 1 to 8
    void store(int bar, long offset, int width, long value) {
        switch (bar) {
            case BarLayout.MEMORY -> device.trapped().store(offset, width, value);
            case BarLayout.NOTIFY_AREA -> device.ringDoorbell(offset, width);
            case BarLayout.REGISTERS -> storeRegister((int) offset, width, value);
            default -> {
                // The MSI-X table is the VMM's.
            }
        }
    }

    private long loadRegister(int offset, int width) {
        if (offset < BarLayout.ISR) {
            return device.readCommon(offset, width);
        }
        return offset >= BarLayout.DEVICE && offset < BarLayout.QUEUE_NOTIFY
                ? device.readConfig(offset - BarLayout.DEVICE, width)
                : 0;
    }

    private void storeRegister(int offset, int width, long value) {
        if (offset < BarLayout.ISR) {
            device.writeCommon(offset, width, value);
        } else if (offset >= BarLayout.QUEUE_NOTIFY) {
            // The index says it all: `virtio 1.3 4.1.5.2`.
            notified.accept((int) value & U16);
        } else if (offset >= BarLayout.DEVICE) {
            wrong("write of configuration offset=%d width=%d", offset - BarLayout.DEVICE, width);
        }
    }

    private void wrong(String format, int first, int second) {
        device.report(ViolationRule.REGISTER_ACCESS, format.formatted(first, second), NO_BYTES);
    }

    /// {@return the number at a place of the configuration space; a load of the access window's
    /// data loads from a BAR first (`virtio 1.3 4.1.4.9`)}
    long loadConfig(int offset, int width) {
        if (touchesWindow(offset, width) && isWindowSet()) {
            config.putWindowData(load(windowBar(), windowOffset(), windowLength()));
        }
        return config.read(offset, width);
    }

    /// {@return a copy of bytes of the configuration space, as they stand}
    byte[] loadConfigBytes(int offset, int length) {
        return config.read(offset, new byte[length]);
    }

    /// Stores to the configuration space; a store to the access window's data stores to a BAR.
    void storeConfig(int offset, int width, long value) {
        config.write(offset, width, value);
        if (touchesWindow(offset, width) && isWindowSet()) {
            store(
                    windowBar(),
                    windowOffset(),
                    windowLength(),
                    config.read(WINDOW_DATA, windowLength()));
        }
    }

    private static boolean touchesWindow(int offset, int width) {
        return offset < WINDOW_END && offset + width > WINDOW_DATA;
    }

    private boolean isWindowSet() {
        int length = windowLength();
        long offset = windowOffset();
        boolean natural = Integer.bitCount(length) == 1 && length <= Integer.BYTES;
        boolean fits = natural && offset % length == 0 && offset <= bars.size(windowBar()) - length;
        if (!fits) {
            wrong("access window bar=%d length=%d", windowBar(), length);
        }
        return fits;
    }

    private int windowBar() {
        return (int) config.read(WINDOW_BAR, 1);
    }

    private long windowOffset() {
        return config.read(WINDOW_OFFSET, Integer.BYTES);
    }

    private int windowLength() {
        return (int) config.read(WINDOW_LENGTH, Integer.BYTES);
    }

    /// The machine is reset: registers, queues, mappings and the command register start anew.
    void reset() {
        CommonRegister status = CommonRegister.DEVICE_STATUS;
        device.writeCommon(status.offset(), status.width(), 0);
        config.reset();
    }
}
