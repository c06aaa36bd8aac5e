package ismscope.inspector.filter;

/// What the values of a field are, and so what they can be compared with.
public enum FilterType {
    /// Unsigned 64-bit: `42`, `0x2a`, `0b101`, `64K`, `#12`, or a name that the field has.
    NUMBER("number"),
    /// A span in nanoseconds: `1ms`, `2.5us`, `300`.
    DURATION("duration"),
    /// A point in time: `"2026-03-01 10:00:00"`, or seconds since 1970.
    TIME("time"),
    /// `"vm1"`; a single word needs no quotes.
    TEXT("text"),
    /// `de:ad:be:ef`, or text in quotes for its UTF-8.
    BYTES("bytes"),
    /// `true` or `false`; standing alone it asks whether it is true.
    FLAG("flag");

    private final String word;

    FilterType(String word) {
        this.word = word;
    }

    /// {@return its name for people}
    public String word() {
        return word;
    }

    /// {@return whether values are a 64-bit number inside}
    boolean numeric() {
        return this != TEXT && this != BYTES;
    }

    /// {@return whether values are ordered as signed numbers}
    boolean signed() {
        return this == DURATION || this == TIME;
    }
}
