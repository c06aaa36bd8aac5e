package ismscope.device.guest;

/// The device can not be worked with any more: it refused the driver's features, set
/// DEVICE_NEEDS_RESET, answered nonsense or does not answer at all. A reset may help.
public final class DeviceFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param text what was found, as `name=value`
    public DeviceFailed(String text) {
        super(text);
    }

    /// @param text what was being done
    /// @param cause what came between
    public DeviceFailed(String text, Throwable cause) {
        super(text, cause);
    }
}
