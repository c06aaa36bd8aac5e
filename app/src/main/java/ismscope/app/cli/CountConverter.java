package ismscope.app.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads how many of something: `4096`, `20K`, `50M`, `1G`; the letters are powers of 1000.
final class CountConverter implements ITypeConverter<Long> {
    private static final Pattern SHAPE = Pattern.compile("(\\d{1,9})([KMGkmg]?)");

    @Override
    public Long convert(String value) {
        Matcher matcher = SHAPE.matcher(value.strip());
        if (!matcher.matches()) {
            throw new TypeConversionException(
                    "\"%s\" is no count; write 4096, 20K or 50M".formatted(value));
        }
        long unit =
                switch (matcher.group(2)) {
                    case "K", "k" -> 1_000;
                    case "M", "m" -> 1_000_000;
                    case "G", "g" -> 1_000_000_000;
                    default -> 1;
                };
        return Long.parseLong(matcher.group(1)) * unit;
    }
}
