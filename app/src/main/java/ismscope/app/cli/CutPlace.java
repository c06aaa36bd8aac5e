package ismscope.app.cli;

import ismscope.inspector.session.SessionSnapshot;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A place in a recording as it is typed: `#123` or `123`, `12.5ms` after the start, or a time in
/// UTC as `2026-01-01T00:00:01.5Z`.
sealed interface CutPlace {
    /// An event by its number, counted from 0.
    record AtEvent(long event) implements CutPlace {}

    /// A time after the first event, in nanoseconds.
    record AfterStart(long nanos) implements CutPlace {}

    /// Nanoseconds since the epoch.
    record AtTime(long nanos) implements CutPlace {}

    /// {@return what was typed}
    ///
    /// @throws CommandFailure [ExitCode#USAGE] if it is none of the above
    static CutPlace parse(String typed) throws CommandFailure {
        Matcher number = Words.NUMBER.matcher(typed);
        if (number.matches()) {
            return new AtEvent(Long.parseLong(number.group(1)) - 1);
        }
        Matcher time = Words.TIME.matcher(typed);
        if (time.matches()) {
            long unit = Words.UNITS.getOrDefault(time.group(2), 1L);
            return new AfterStart(
                    new BigDecimal(time.group(1))
                            .multiply(BigDecimal.valueOf(unit))
                            .min(Words.FURTHEST)
                            .longValue());
        }
        try {
            Instant instant = Instant.parse(typed);
            return new AtTime(
                    Math.addExact(
                            Math.multiplyExact(instant.getEpochSecond(), Words.SECOND),
                            instant.getNano()));
        } catch (DateTimeException | ArithmeticException e) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "\"%s\" is no place; write #123, 12.5ms or 2026-01-01T00:00:01.5Z."
                            .formatted(typed));
        }
    }

    /// {@return the first event at or after it; the number of events if there is none}
    default long firstIn(SessionSnapshot session) {
        return switch (this) {
            case AtEvent(long event) -> event;
            case AfterStart(long nanos) -> after(session, sum(start(session), nanos));
            case AtTime(long nanos) -> after(session, nanos);
        };
    }

    /// {@return the last event at or before it, -1 if there is none}
    default long lastIn(SessionSnapshot session) {
        return switch (this) {
            case AtEvent(long event) -> event;
            case AfterStart(long nanos) -> behind(session, sum(start(session), nanos)) - 1;
            case AtTime(long nanos) -> behind(session, nanos) - 1;
        };
    }

    private static long start(SessionSnapshot session) {
        return session.eventCount() == 0 ? 0 : session.timeNanos(0);
    }

    /// {@return the sum, or the latest time that there is}
    private static long sum(long start, long nanos) {
        long sum = start + nanos;
        return sum < start ? Long.MAX_VALUE : sum;
    }

    /// {@return the first event after a time}
    private static long behind(SessionSnapshot session, long nanos) {
        return nanos == Long.MAX_VALUE ? session.eventCount() : after(session, nanos + 1);
    }

    /// {@return the first event at or after a time}
    private static long after(SessionSnapshot session, long nanos) {
        long event = 0;
        while (event < session.eventCount() && session.timeNanos(event) < nanos) {
            event++;
        }
        return event;
    }

    /// What places are made of.
    final class Words {
        static final long SECOND = 1_000_000_000L;
        static final BigDecimal FURTHEST = BigDecimal.valueOf(Long.MAX_VALUE);
        static final Pattern NUMBER = Pattern.compile("#?([1-9]\\d{0,17})");
        static final Pattern TIME = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ns|us|ms|s|m|h)");
        static final Map<String, Long> UNITS =
                Map.of(
                        "ns",
                        1L,
                        "us",
                        1_000L,
                        "ms",
                        1_000_000L,
                        "s",
                        SECOND,
                        "m",
                        60 * SECOND,
                        "h",
                        3600 * SECOND);

        private Words() {}
    }
}
