package ismscope.app.events;

import ismscope.app.text.Numbers;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// How the time column is written, to the nanosecond.
public enum TimeFormat {
    SINCE_START,
    OF_DAY,
    ABSOLUTE,
    SINCE_PREVIOUS,
    SINCE_REFERENCE;

    /// The times that a row's time is measured against.
    ///
    /// @param first time of the session's first event
    /// @param previous time of the event before
    /// @param reference time of the event that the user chose
    public record Marks(long first, long previous, long reference) {}

    /// {@return this time as people read it}
    public String write(long nanos, Marks marks) {
        return switch (this) {
            case SINCE_START -> Numbers.seconds(nanos - marks.first());
            case SINCE_PREVIOUS -> Numbers.seconds(nanos - marks.previous());
            case SINCE_REFERENCE -> Numbers.seconds(nanos - marks.reference());
            case OF_DAY -> Clock.TIME.format(instant(nanos));
            case ABSOLUTE -> Clock.DATE_TIME.format(instant(nanos));
        };
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(
                Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    }

    /// Loaded only when a clock time is shown.
    private static final class Clock {
        static final DateTimeFormatter TIME =
                DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSSSSS", Locale.ROOT)
                        .withZone(ZoneId.systemDefault());
        static final DateTimeFormatter DATE_TIME =
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSSSSS", Locale.ROOT)
                        .withZone(ZoneId.systemDefault());
    }
}
