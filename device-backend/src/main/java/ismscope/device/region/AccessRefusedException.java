package ismscope.device.region;

/// A guest touched device memory that it may not touch so; nothing was loaded or stored.
public final class AccessRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    /// Why.
    public enum Reason {
        /// No region is mapped there.
        OUTSIDE,
        /// A region is mapped, without this right.
        NOT_PERMITTED,
        /// The host's system has no memory for the region's first bytes.
        NO_MEMORY
    }

    private final Reason reason;
    private final long token;
    private final String text;

    AccessRefusedException(Reason reason, long token, String text) {
        super(text, null, false, false);
        this.reason = reason;
        this.token = token;
        this.text = text;
    }

    /// {@return the access, as `name=value`}
    public String text() {
        return text;
    }

    /// {@return why}
    public Reason reason() {
        return reason;
    }

    /// {@return the region, 0 if there is none}
    public long token() {
        return token;
    }
}
