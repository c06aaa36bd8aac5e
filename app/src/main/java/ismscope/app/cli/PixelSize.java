package ismscope.app.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A window's size in pixels.
record PixelSize(int width, int height) {
    private static final int LEAST = 320;
    private static final int MOST = 16384;

    /// Reads `1600x1000`.
    static final class Converter implements ITypeConverter<PixelSize> {
        private static final Pattern SHAPE = Pattern.compile("(\\d{1,5})[xX](\\d{1,5})");

        @Override
        public PixelSize convert(String value) {
            Matcher matcher = SHAPE.matcher(value.strip());
            if (!matcher.matches()) {
                throw new TypeConversionException(
                        "\"%s\" is no size in pixels; write 1600x1000".formatted(value));
            }
            return new PixelSize(side(matcher.group(1)), side(matcher.group(2)));
        }

        private static int side(String digits) {
            int pixels = Integer.parseInt(digits);
            if (pixels < LEAST || pixels > MOST) {
                throw new TypeConversionException(
                        "a window's side is %d to %d pixels, not %d"
                                .formatted(LEAST, MOST, pixels));
            }
            return pixels;
        }
    }
}
