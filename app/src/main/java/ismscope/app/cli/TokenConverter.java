package ismscope.app.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a token as it is printed, `0x` and 16 hex digits, or as an unsigned decimal number.
final class TokenConverter implements ITypeConverter<Long> {
    /// {@return the token as it is printed}
    static String text(long token) {
        return "0x%016x".formatted(token);
    }

    @Override
    public Long convert(String value) {
        String text = value.strip();
        try {
            return text.startsWith("0x") || text.startsWith("0X")
                    ? Long.parseUnsignedLong(text.substring(2), 16)
                    : Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException(
                    "\"%s\" is no token; write it as alloc prints it, 0x...".formatted(value));
        }
    }
}
