package ismscope.app.jump;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A place in a session as a person types it.
///
/// | typed | means |
/// |---|---|
/// | `123`, `#48,213` | the event with this number |
/// | `12.5ms` | so long after the start |
/// | `+3us`, `-1s` | so long after or before the current event |
/// | `@14:03:22.1` | that time of the day on which the session began |
/// | `0x1f3a`, `token=0x1f3a` | the next event of a region whose token begins so |
public sealed interface JumpTarget {
    /// An event by its place, counted from 0.
    record ToEvent(long event) implements JumpTarget {}

    /// A time from the session's start, or from the current event.
    record ByTime(long nanos, boolean relative) implements JumpTarget {}

    /// A time of day.
    record AtClock(LocalTime time) implements JumpTarget {
        /// {@return nanoseconds since the epoch of this time on the day of `start`}
        public long nanosOnDayOf(long start) {
            ZoneId zone = ZoneId.systemDefault();
            ZonedDateTime day = Instant.ofEpochSecond(0, start).atZone(zone);
            Instant at = day.toLocalDate().atTime(time).atZone(zone).toInstant();
            return at.getEpochSecond() * 1_000_000_000L + at.getNano();
        }
    }

    /// A region by the first digits of its token, in lower case without `0x`.
    record ToToken(String digits) implements JumpTarget {}

    /// {@return what was meant, empty if it is none of the above}
    static Optional<JumpTarget> parse(String typed) {
        return Parser.parse(typed.strip());
    }

    /// The grammar of the table above.
    final class Parser {
        private static final Pattern NUMBER = Pattern.compile("#?([0-9][0-9,_ ]*)");
        private static final Pattern TIME =
                Pattern.compile("([+-]?)([0-9]+(?:\\.[0-9]+)?)\\s*(ns|us|\u00b5s|ms|s|m)");
        private static final Pattern TOKEN =
                Pattern.compile("(?:token\\s*=\\s*)?0x([0-9a-fA-F]{1,16})\u2026?");
        private static final Map<String, Long> UNITS =
                Map.of(
                        "ns",
                        1L,
                        "us",
                        1_000L,
                        "\u00b5s",
                        1_000L,
                        "ms",
                        1_000_000L,
                        "s",
                        1_000_000_000L,
                        "m",
                        60_000_000_000L);

        private Parser() {}

        private static Optional<JumpTarget> parse(String typed) {
            Matcher number = NUMBER.matcher(typed);
            if (number.matches()) {
                return event(number.group(1).replaceAll("[,_ ]", ""));
            }
            Matcher time = TIME.matcher(typed);
            if (time.matches()) {
                return time(time);
            }
            Matcher token = TOKEN.matcher(typed);
            if (token.matches()) {
                return Optional.of(new ToToken(token.group(1).toLowerCase(java.util.Locale.ROOT)));
            }
            return typed.startsWith("@") ? clock(typed.substring(1).strip()) : Optional.empty();
        }

        private static Optional<JumpTarget> event(String digits) {
            boolean sane = digits.length() <= 18 && !digits.matches("0+");
            return sane ? Optional.of(new ToEvent(Long.parseLong(digits) - 1)) : Optional.empty();
        }

        private static Optional<JumpTarget> time(Matcher time) {
            long unit = UNITS.getOrDefault(time.group(3), 1L);
            BigDecimal nanos = new BigDecimal(time.group(2)).multiply(BigDecimal.valueOf(unit));
            if (nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
                return Optional.empty();
            }
            long size = nanos.longValue();
            boolean relative = !time.group(1).isEmpty();
            return Optional.of(new ByTime(time.group(1).equals("-") ? -size : size, relative));
        }

        private static Optional<JumpTarget> clock(String time) {
            try {
                return Optional.of(new AtClock(LocalTime.parse(time)));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }
    }
}
