package ismscope.app.colour;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Events that a filter wants have a colour. As a line it is one of Wireshark's `colorfilters`:
/// name, filter, background and ink, in sixteen bits for each of red, green and blue.
///
/// ```
/// @blue@ism.token == 0x1001@[53199,58596,65535][4626,10023,11822]
/// ```
///
/// @param filter as it is typed
record ColourRule(Hue hue, String filter) {
    private static final Pattern LINE =
            Pattern.compile("@([^@]*)@(.+)@\\[(\\d+),(\\d+),(\\d+)\\]\\[\\d+,\\d+,\\d+\\]\\s*");
    private static final String INK = "[4626,10023,11822]";
    private static final int DEPTH = 257;

    /// {@return the rule of a line, empty if it has none: a remark, a rule that is off, or nothing
    /// that can be read}
    static Optional<ColourRule> of(String line) {
        Matcher matcher = LINE.matcher(line.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int rgb =
                part(matcher.group(3)) << 16 | part(matcher.group(4)) << 8 | part(matcher.group(5));
        Hue hue = Hue.named(matcher.group(1)).orElseGet(() -> Hue.nearest(rgb));
        return Optional.of(new ColourRule(hue, matcher.group(2)));
    }

    private static int part(String sixteenBits) {
        return sixteenBits.length() > 5
                ? 0xff
                : Math.min(0xff, Integer.parseInt(sixteenBits) / DEPTH);
    }

    /// {@return the line}
    String line() {
        int rgb = hue.wireshark();
        return "@%s@%s@[%d,%d,%d]%s"
                .formatted(
                        hue.word(),
                        filter,
                        (rgb >> 16) * DEPTH,
                        (rgb >> 8 & 0xff) * DEPTH,
                        (rgb & 0xff) * DEPTH,
                        INK);
    }
}
