package ismscope.app.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads `10s`, `500ms`, `2m`, `1h`, `250us`; a bare number is seconds. Fractions are fine: `1.5s`.
final class DurationConverter implements ITypeConverter<Duration> {
    private static final Pattern SHAPE =
            Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ns|us|ms|s|m|h|)");

    @Override
    public Duration convert(String value) {
        Matcher matcher = SHAPE.matcher(value.strip());
        if (!matcher.matches()) {
            throw new TypeConversionException(
                    "\"%s\" is no duration; write 10s, 500ms or 2m".formatted(value));
        }
        double number = Double.parseDouble(matcher.group(1));
        Duration duration = Duration.ofNanos(Math.round(number * nanosPer(matcher.group(2))));
        if (!duration.isPositive()) {
            throw new TypeConversionException(
                    "\"%s\" is no time at all; it must be more than 0".formatted(value));
        }
        return duration;
    }

    private static double nanosPer(String unit) {
        return switch (unit) {
            case "ns" -> 1;
            case "us" -> 1e3;
            case "ms" -> 1e6;
            case "m" -> 60e9;
            case "h" -> 3600e9;
            default -> 1e9;
        };
    }
}
