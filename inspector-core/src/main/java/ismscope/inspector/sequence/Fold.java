package ismscope.inspector.sequence;

/// A few messages that follow each other again and again.
///
/// @param first message
/// @param period messages until it begins again, 1 and up
/// @param times that they are there, 2 and up
public record Fold(long first, int period, long times) {
    /// {@return the message behind it}
    public long end() {
        return first + period * times;
    }

    /// {@return messages that have no row while it is folded}
    public long hidden() {
        return period * (times - 1);
    }
}
