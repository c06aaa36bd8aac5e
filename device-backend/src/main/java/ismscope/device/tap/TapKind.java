package ismscope.device.tap;

/// Kind of a [TapRecord], with its wire code.
///
/// Spec: docs/capture-format.md, "Kinds". Codes are never reused; a code from a newer writer has no
/// member here and is kept as [TapRecord.Unknown].
public enum TapKind {
    DEVICE_ADDED(1),
    DEVICE_REMOVED(2),
    STATUS(3),
    FEATURES(4),
    QUEUE(5),
    REQUEST(6),
    REPLY(7),
    EVENT(8),
    DOORBELL(9),
    INTERRUPT(10),
    REGION_CREATED(11),
    REGION_FREED(12),
    MAPPED(13),
    UNMAPPED(14),
    GRANT(15),
    CONTENT(16),
    ACCESS(17),
    VIOLATION(18),
    LOST(19),
    MARK(20),
    STOPPED(21),
    RESUMED(22),
    SWALLOWED(23),
    /// Any code that this version does not know.
    UNKNOWN(0);

    private static final TapKind[] BY_CODE = new TapKind[24];

    static {
        for (TapKind kind : values()) {
            BY_CODE[kind.code] = kind;
        }
    }

    private final int code;

    TapKind(int code) {
        this.code = code;
    }

    /// {@return the code in a record header, 1 to 23, or 0 for [#UNKNOWN]}
    public int code() {
        return code;
    }

    /// {@return a set of kinds as a number: bit n for the kind whose code is n}
    public static int bits(TapKind... kinds) {
        int bits = 0;
        for (TapKind kind : kinds) {
            bits |= 1 << kind.code;
        }
        return bits;
    }

    /// {@return the kind with this code, [#UNKNOWN] if there is none}
    public static TapKind fromCode(int code) {
        return code > 0 && code < BY_CODE.length ? BY_CODE[code] : UNKNOWN;
    }
}
