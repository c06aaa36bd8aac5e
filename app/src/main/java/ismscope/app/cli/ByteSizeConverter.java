package ismscope.app.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a number of bytes: `4096`, `64K`, `1M`, `2G`; the letters are powers of 1024, as QEMU's.
final class ByteSizeConverter implements ITypeConverter<Long> {
    private static final Pattern SHAPE = Pattern.compile("(\\d{1,12})([KMGkmg]?)");

    @Override
    public Long convert(String value) {
        Matcher matcher = SHAPE.matcher(value.strip());
        if (!matcher.matches()) {
            throw new TypeConversionException(
                    "\"%s\" is no size; write 4096, 64K, 1M or 2G".formatted(value));
        }
        int shift =
                switch (matcher.group(2)) {
                    case "K", "k" -> 10;
                    case "M", "m" -> 20;
                    case "G", "g" -> 30;
                    default -> 0;
                };
        long number = Long.parseLong(matcher.group(1));
        if (number > Long.MAX_VALUE >> shift) {
            throw new TypeConversionException("\"%s\" is more than 8 EiB".formatted(value));
        }
        return number << shift;
    }
}
