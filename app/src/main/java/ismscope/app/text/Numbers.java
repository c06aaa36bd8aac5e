package ismscope.app.text;

/// How the window writes counts, event numbers and times; all else is written by
/// [ismscope.inspector.event.ValueText].
public final class Numbers {
    private Numbers() {}

    /// {@return a count in groups of three digits: `48,213`}
    public static String grouped(long value) {
        String digits = Long.toString(Math.abs(value));
        StringBuilder text = new StringBuilder(digits.length() + 8);
        for (int i = 0; i < digits.length(); i++) {
            if (i > 0 && (digits.length() - i) % 3 == 0) {
                text.append(',');
            }
            text.append(digits.charAt(i));
        }
        return value < 0 ? "-" + text : text.toString();
    }

    /// {@return the number by which people know an event: one more than its place}
    public static String event(long number) {
        return "#" + grouped(number + 1);
    }

    /// {@return seconds with all nanoseconds: `12.000345678`}
    public static String seconds(long nanos) {
        long size = Math.abs(nanos);
        String fraction = Long.toString(size % 1_000_000_000L + 1_000_000_000L).substring(1);
        return (nanos < 0 ? "-" : "") + size / 1_000_000_000L + "." + fraction;
    }

    /// {@return milliseconds with one decimal: `16.7`}
    public static String millis(long nanos) {
        long tenths = Math.round(nanos / 1e5);
        return tenths / 10 + "." + tenths % 10;
    }
}
