package ismscope.device.vfio;

import ismscope.device.tap.ViolationRule;

/// A request that is answered with an error; nothing was changed.
///
/// Has no stack trace: it is an answer to the peer's input, not a defect.
final class VfioRefusal extends Exception {
    static final int ENOMEM = 12;
    static final int EEXIST = 17;
    static final int EINVAL = 22;
    static final int ENOSPC = 28;
    static final int ENOSYS = 38;

    private static final long serialVersionUID = 1L;

    private final int errno;
    private final ViolationRule rule;

    /// @param text what is wrong, with the request's numbers as `name=value`
    VfioRefusal(int errno, String text) {
        this(errno, ViolationRule.MESSAGE_REFUSED, text);
    }

    /// @param rule that was broken
    VfioRefusal(int errno, ViolationRule rule, String text) {
        super(text, null, false, false);
        this.errno = errno;
        this.rule = rule;
    }

    /// {@return a refusal of something that makes no sense}
    static VfioRefusal invalid(String text) {
        return new VfioRefusal(EINVAL, text);
    }

    int errno() {
        return errno;
    }

    ViolationRule rule() {
        return rule;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
