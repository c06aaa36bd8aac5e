package ismscope.device.tap;

/// How much a violation matters; the words are Wireshark's.
public enum Severity {
    CHAT(0),
    NOTE(1),
    WARN(2),
    ERROR(3);

    private final int code;

    Severity(int code) {
        this.code = code;
    }

    /// {@return the code in a VIOLATION record, 0 to 3}
    public int code() {
        return code;
    }

    /// {@return the severity with this code; codes above 3 read as [#ERROR]}
    public static Severity fromCode(int code) {
        return code >= 0 && code < 4 ? values()[code] : ERROR;
    }
}
