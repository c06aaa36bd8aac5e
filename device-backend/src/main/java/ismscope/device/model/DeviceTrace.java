package ismscope.device.model;

import ismscope.device.tap.DeviceTap;
import ismscope.device.tap.TapRecord;
import ismscope.device.tap.ViolationRule;

/// Where one device's records go.
///
/// @param device ordinal of the device
record DeviceTrace(DeviceTap tap, int device) {
    private static final byte[] NO_BYTES = {};

    /// {@return whether records are wanted: asked before one is built}
    boolean isOn() {
        return tap.isOn();
    }

    void put(Cause cause, TapRecord record) {
        tap.record(device, cause.flow(), cause.token(), record);
    }

    void violation(ViolationRule rule, Cause cause, String text) {
        violation(rule, cause, text, NO_BYTES);
    }

    /// @param text the case's numbers as `name=value`
    /// @param raw the offending bytes
    void violation(ViolationRule rule, Cause cause, String text, byte[] raw) {
        if (tap.isOn()) {
            String line = text.isEmpty() ? rule.summary() : rule.summary() + ": " + text;
            put(cause, new TapRecord.Violation(rule.code(), rule.severity(), line, raw));
        }
    }

    /// @param reason a code of [TapRecord.Swallowed]
    void swallowed(int reason, long count, Cause cause) {
        if (count > 0 && tap.isOn()) {
            put(cause, new TapRecord.Swallowed(reason, count));
        }
    }
}
