package ismscope.device.model;

import ismscope.device.protocol.FeatureBit;
import ismscope.device.tap.ViolationRule;

/// The feature registers of one device and what became of them. Spec: virtio 1.3 2.2, 4.1.4.3.
final class FeatureNegotiation {
    private static final int WINDOW_BITS = 32;
    private static final long WINDOW_MASK = 0xffff_ffffL;

    private final long offered;
    private final DeviceTrace trace;
    private long deviceSelect;
    private long driverSelect;
    private long accepted;

    /// Whether the driver accepted something beyond the 64 bits that exist here.
    private boolean acceptedBeyond;

    private boolean agreed;

    FeatureNegotiation(long offered, DeviceTrace trace) {
        this.offered = offered;
        this.trace = trace;
    }

    long offered() {
        return offered;
    }

    /// {@return what the driver has accepted so far}
    long accepted() {
        return accepted;
    }

    /// {@return whether FEATURES_OK is set}
    boolean isAgreed() {
        return agreed;
    }

    /// {@return the features in force: none before FEATURES_OK}
    long inForce() {
        return agreed ? accepted : 0;
    }

    long deviceSelect() {
        return deviceSelect;
    }

    long driverSelect() {
        return driverSelect;
    }

    void selectDevice(long value) {
        deviceSelect = value & WINDOW_MASK;
    }

    void selectDriver(long value) {
        driverSelect = value & WINDOW_MASK;
    }

    long offeredWindow() {
        return window(offered, deviceSelect);
    }

    long acceptedWindow() {
        return window(accepted, driverSelect);
    }

    private static long window(long features, long select) {
        return select > 1 ? 0 : (features >>> (select * WINDOW_BITS)) & WINDOW_MASK;
    }

    /// `virtio 1.3 2.2`: features change only before FEATURES_OK.
    void accept(long value, Cause cause) {
        if (agreed) {
            trace.violation(
                    ViolationRule.FEATURES_TOO_LATE, cause, "select=%d".formatted(driverSelect));
            return;
        }
        long bits = value & WINDOW_MASK;
        if (driverSelect > 1) {
            acceptedBeyond |= bits != 0;
            return;
        }
        long shift = driverSelect * WINDOW_BITS;
        accepted = (accepted & ~(WINDOW_MASK << shift)) | (bits << shift);
    }

    /// Puts the accepted features in force, if they work together (`virtio 1.3 2.2.2`): all were
    /// offered, and VERSION_1 is among them (`virtio 1.3 6.2`, no transitional device).
    ///
    /// @return whether they do
    boolean agree(Cause cause) {
        long strange = accepted & ~offered;
        boolean modern = FeatureBit.VERSION_1.isIn(accepted);
        agreed = strange == 0 && !acceptedBeyond && modern;
        if (!agreed) {
            String text =
                    "accepted=%s offered=%s"
                            .formatted(FeatureBit.describe(accepted), FeatureBit.describe(offered));
            trace.violation(ViolationRule.FEATURES_REFUSED, cause, text);
        }
        return agreed;
    }

    void reset() {
        deviceSelect = 0;
        driverSelect = 0;
        accepted = 0;
        acceptedBeyond = false;
        agreed = false;
    }
}
