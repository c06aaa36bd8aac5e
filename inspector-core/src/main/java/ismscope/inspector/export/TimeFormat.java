package ismscope.inspector.export;

import ismscope.inspector.session.SessionSnapshot;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Optional;

/// How the time of an event is written, always to the nanosecond; the letters are tshark's `-t`.
public enum TimeFormat {
    /// Seconds since the session's first event: `0.001234567`.
    RELATIVE("r"),
    /// Seconds since the event before.
    DELTA("d"),
    /// Time of day here: `14:03:07.001234567`.
    ABSOLUTE("a"),
    /// Date and time of day here.
    ABSOLUTE_DATE("ad"),
    /// Time of day in UTC.
    UTC("u"),
    /// Date and time of day in UTC.
    UTC_DATE("ud"),
    /// Seconds since 1970-01-01T00:00Z.
    EPOCH("e");

    private static final long NANOS = 1_000_000_000L;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.nnnnnnnnn");
    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z'");
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.nnnnnnnnn");

    private final String letters;

    TimeFormat(String letters) {
        this.letters = letters;
    }

    /// {@return its letters on the command line}
    public String letters() {
        return letters;
    }

    /// {@return the format with these letters, empty if there is none}
    public static Optional<TimeFormat> of(String letters) {
        return Arrays.stream(values()).filter(format -> format.letters.equals(letters)).findFirst();
    }

    /// {@return the time of an event}
    public String text(SessionSnapshot snapshot, long event) {
        long nanos = snapshot.timeNanos(event);
        return switch (this) {
            case RELATIVE -> seconds(nanos - snapshot.timeNanos(0));
            case DELTA -> seconds(event == 0 ? 0 : nanos - snapshot.timeNanos(event - 1));
            case EPOCH -> seconds(nanos);
            case ABSOLUTE -> clock(nanos, TIME, ZoneId.systemDefault());
            case ABSOLUTE_DATE -> clock(nanos, DATE, ZoneId.systemDefault());
            case UTC -> clock(nanos, TIME, ZoneOffset.UTC);
            case UTC_DATE -> clock(nanos, DATE, ZoneOffset.UTC);
        };
    }

    /// {@return a time in UTC as ISO 8601 has it, to the nanosecond:
    /// `2026-01-02T03:04:05.000000006Z`}
    static String iso(long nanos) {
        return clock(nanos, ISO, ZoneOffset.UTC);
    }

    /// {@return seconds with nine digits behind the point}
    static String seconds(long nanos) {
        long size = Math.abs(nanos);
        String fraction = Long.toString(NANOS + size % NANOS).substring(1);
        return (nanos < 0 ? "-" : "") + size / NANOS + "." + fraction;
    }

    private static String clock(long nanos, DateTimeFormatter format, ZoneId zone) {
        Instant instant =
                Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
        return format.format(instant.atZone(zone));
    }
}
