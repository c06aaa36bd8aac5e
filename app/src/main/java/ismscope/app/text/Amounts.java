package ismscope.app.text;

import java.util.Locale;

/// Quantities in few letters, for places with little room: canvases, badges, rulers.
public final class Amounts {
    private static final int TOKEN_HEAD = 4;
    private static final int TOKEN_TAIL = 4;

    private Amounts() {}

    /// {@return a count in at most four letters: `999`, `1.2k`, `34k`, `5.6M`}
    public static String brief(long count) {
        if (count < 1_000) {
            return Long.toString(count);
        }
        String[] units = {"k", "M", "G", "T", "P", "E"};
        double value = count / 1_000.0;
        int unit = 0;
        while (value >= 999.5 && unit < units.length - 1) {
            value /= 1_000;
            unit++;
        }
        String digits =
                value < 9.95
                        ? String.format(Locale.ROOT, "%.1f", value)
                        : Long.toString(Math.round(value));
        return digits + units[unit];
    }

    /// {@return a number of bytes in binary units: `512 B`, `64 KiB`, `1.5 MiB`, `1 TiB`}
    public static String bytes(long count) {
        String[] units = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
        int unit = 0;
        double value = count;
        while (value >= 1024 && unit < units.length - 1) {
            value /= 1024;
            unit++;
        }
        String digits =
                value == Math.rint(value) || value >= 100
                        ? Long.toString(Math.round(value))
                        : String.format(Locale.ROOT, "%.1f", value);
        return digits + " " + units[unit];
    }

    /// {@return the first and last digits of a token: `1f3a…09c2`; short ones whole}
    public static String token(long token) {
        String hex = Long.toHexString(token);
        return hex.length() <= TOKEN_HEAD + TOKEN_TAIL + 1
                ? hex
                : hex.substring(0, TOKEN_HEAD)
                        + '\u2026'
                        + hex.substring(hex.length() - TOKEN_TAIL);
    }
}
