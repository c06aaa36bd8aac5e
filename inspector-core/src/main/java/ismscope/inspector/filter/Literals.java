package ismscope.inspector.filter;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a token as a value of the type that the field beside it has.
final class Literals {
    private static final Pattern NUMBER =
            Pattern.compile("(0[xX][0-9a-fA-F]{1,16}|0[bB][01]{1,64}|[0-9]{1,20})([KMGTkmgt]?)");
    private static final Pattern EVENT = Pattern.compile("#([0-9]{1,18})");
    private static final Pattern SPAN =
            Pattern.compile("(-?[0-9]{1,18}(?:\\.[0-9]{1,9})?)(ns|us|ms|s|m|h|)");
    private static final Pattern SECONDS = Pattern.compile("-?[0-9]{1,10}(?:\\.[0-9]{1,9})?");
    private static final Pattern PLAIN_WORD = Pattern.compile("[\\w-]+");
    private static final DateTimeFormatter MOMENT =
            new DateTimeFormatterBuilder()
                    .append(DateTimeFormatter.ISO_LOCAL_DATE)
                    .appendPattern("['T'][' ']HH:mm[:ss]")
                    .appendFraction(java.time.temporal.ChronoField.NANO_OF_SECOND, 0, 9, true)
                    .appendPattern("[' '][XXX][X]")
                    .toFormatter(Locale.ROOT);
    private static final String UNITS = "kmgt";
    private static final int UNIT_BITS = 10;

    private Literals() {}

    /// {@return the number inside a value of a numeric type}
    static long number(Token token, Operand operand) throws FilterException {
        return switch (operand.type()) {
            case DURATION -> duration(token, operand.field());
            case TIME -> time(token, operand.field());
            default -> plain(token, operand.field());
        };
    }

    /// {@return an unsigned number, or what a name of the field's stands for}
    static long plain(Token token, FilterField field) throws FilterException {
        for (var name : field.names().entrySet()) {
            if (name.getKey().equalsIgnoreCase(token.text())) {
                return name.getValue();
            }
        }
        Matcher event = EVENT.matcher(token.text());
        Matcher number = NUMBER.matcher(token.text());
        if (token.sort() == Token.Sort.WORD && event.matches()) {
            return Long.parseLong(event.group(1));
        }
        if (token.sort() != Token.Sort.WORD || !number.matches()) {
            throw noNumber(token, field);
        }
        return value(number.group(1), number.group(2), token);
    }

    private static long value(String digits, String unit, Token token) throws FilterException {
        String small = digits.toLowerCase(Locale.ROOT);
        try {
            long value =
                    small.startsWith("0x")
                            ? Long.parseUnsignedLong(small.substring(2), 16)
                            : small.startsWith("0b")
                                    ? Long.parseUnsignedLong(small.substring(2), 2)
                                    : small.length() > 1 && small.startsWith("0")
                                            ? Long.parseUnsignedLong(small, 8)
                                            : Long.parseUnsignedLong(small);
            int shift =
                    unit.isEmpty()
                            ? 0
                            : UNIT_BITS * (1 + UNITS.indexOf(unit.toLowerCase(Locale.ROOT)));
            if (value << shift >>> shift != value) {
                throw fault(token, "%s does not fit into 64 bits".formatted(token.text()), "");
            }
            return value << shift;
        } catch (NumberFormatException _) {
            throw fault(token, "\"%s\" is no 64-bit number".formatted(token.text()), "");
        }
    }

    private static FilterException noNumber(Token token, FilterField field) {
        String text = token.text();
        if (!field.names().isEmpty()) {
            String sentence = "%s has no value \"%s\"".formatted(field.name(), text);
            return fault(token, sentence, NearestMatch.of(text, field.names().keySet()).orElse(""));
        }
        String what = token.sort() == Token.Sort.STRING ? "text" : "\"" + text + "\"";
        String sentence = "%s is a number, %s is none".formatted(field.name(), what);
        boolean quoted = token.sort() == Token.Sort.STRING && NUMBER.matcher(text).matches();
        return fault(token, sentence, quoted ? text : "");
    }

    /// A bare number is in the unit that the field is written in: seconds, as tshark's, for times
    /// of frames, and nanoseconds for the rest.
    private static long duration(Token token, FilterField field) throws FilterException {
        Matcher span = SPAN.matcher(token.text());
        if (token.sort() != Token.Sort.WORD || !span.matches()) {
            throw fault(token, field.name() + " is a duration, as 1ms, 2.5us or 300ns", "");
        }
        String unit = span.group(2);
        if (unit.isEmpty()) {
            unit = field.name().startsWith("frame.") ? "s" : "ns";
        }
        long nanos =
                switch (unit) {
                    case "ns" -> 1L;
                    case "us" -> 1_000L;
                    case "ms" -> 1_000_000L;
                    case "m" -> 60_000_000_000L;
                    case "h" -> 3_600_000_000_000L;
                    default -> 1_000_000_000L;
                };
        return nanos(new BigDecimal(span.group(1)).multiply(BigDecimal.valueOf(nanos)), token);
    }

    private static long nanos(BigDecimal exact, Token token) throws FilterException {
        BigDecimal limit = BigDecimal.valueOf(Long.MAX_VALUE);
        if (exact.abs().compareTo(limit) > 0) {
            throw fault(token, "%s is more than 292 years".formatted(token.text()), "");
        }
        return exact.longValue();
    }

    private static long time(Token token, FilterField field) throws FilterException {
        String text = token.text().strip();
        if (SECONDS.matcher(text).matches()) {
            return nanos(new BigDecimal(text).movePointRight(9), token);
        }
        try {
            TemporalAccessor parsed =
                    MOMENT.parseBest(text, java.time.ZonedDateTime::from, LocalDateTime::from);
            Instant moment =
                    parsed instanceof LocalDateTime here
                            ? here.atZone(ZoneId.systemDefault()).toInstant()
                            : Instant.from(parsed);
            return Math.addExact(
                    Math.multiplyExact(moment.getEpochSecond(), 1_000_000_000L), moment.getNano());
        } catch (DateTimeException | ArithmeticException _) {
            throw fault(
                    token,
                    "%s is a time, as \"2026-03-01 10:00:00\" or seconds since 1970"
                            .formatted(field.name()),
                    "");
        }
    }

    /// {@return a text; a single word needs no quotes}
    static String text(Token token, FilterField field) throws FilterException {
        if (token.sort() == Token.Sort.STRING
                || (token.sort() == Token.Sort.WORD
                        && PLAIN_WORD.matcher(token.text()).matches())) {
            return token.text();
        }
        throw fault(
                token,
                field.name() + " is text: put it in quotes",
                token.sort() == Token.Sort.WORD ? '"' + token.text() + '"' : "");
    }

    /// {@return a byte string; text stands for its UTF-8}
    static byte[] bytes(Token token, FilterField field) throws FilterException {
        if (token.sort() == Token.Sort.STRING) {
            return token.text().getBytes(StandardCharsets.UTF_8);
        }
        if (token.sort() != Token.Sort.WORD || !isBytes(token.text())) {
            throw fault(token, field.name() + " is bytes, as de:ad:be:ef or \"text\"", "");
        }
        String digits = token.text().replaceAll("[:.-]", "");
        return java.util.HexFormat.of().parseHex(digits);
    }

    static FilterException fault(Token token, String sentence, String suggestion) {
        return new FilterException(
                new FilterFault(token.position(), token.length(), sentence, suggestion));
    }

    /// {@return whether these are pairs of hex digits, with `:`, `.` or `-` between them or
    /// nothing}
    ///
    /// Not a regular expression: of a text of thousands of pairs that needs thousands of frames.
    private static boolean isBytes(String text) {
        int at = 0;
        while (at + 1 < text.length()
                && Character.digit(text.charAt(at), 16) >= 0
                && Character.digit(text.charAt(at + 1), 16) >= 0) {
            at += 2;
            if (at == text.length()) {
                return true;
            }
            at += ":.-".indexOf(text.charAt(at)) >= 0 ? 1 : 0;
        }
        return false;
    }
}
