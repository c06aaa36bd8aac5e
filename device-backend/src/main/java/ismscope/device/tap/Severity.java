package ismscope.device.tap;

/// How much a violation matters; the words are Wireshark's. Wire code = ordinal.
public enum Severity {
    CHAT,
    NOTE,
    WARN,
    ERROR;

    /// {@return the severity with this code; codes above 3 read as [#ERROR]}
    public static Severity fromCode(int code) {
        return code >= 0 && code < 4 ? values()[code] : ERROR;
    }
}
