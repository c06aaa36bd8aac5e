package ismscope.device.virtqueue;

import ismscope.device.tap.ViolationRule;

/// A driver broke a rule of the ring; the queue must not be used any more.
///
/// The holder sets DEVICE_NEEDS_RESET and records a violation (`virtio 1.3 2.1.2`). Carries the raw
/// bytes of the offending descriptor, empty where there is none.
public final class VirtqueueException extends Exception {
    private static final long serialVersionUID = 1L;
    private final ViolationRule rule;
    private final byte[] raw;

    /// @param rule what was broken
    /// @param text the case's numbers as `name=value`
    /// @param raw the offending bytes, empty if none
    public VirtqueueException(ViolationRule rule, String text, byte[] raw) {
        super(rule.summary() + ": " + text, null, false, false);
        this.rule = rule;
        this.raw = raw.clone();
    }

    /// {@return what was broken}
    public ViolationRule rule() {
        return rule;
    }

    /// {@return the offending bytes, 16 for a descriptor, empty if there are none}
    public byte[] raw() {
        return raw.clone();
    }
}
