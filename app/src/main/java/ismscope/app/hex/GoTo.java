package ismscope.app.hex;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a place in a region as people type it. Toolkit-free.
///
/// ```
///   0x1f00   1f00h        hex          4096   64k   2M   1G    decimal, with binary units
///   +0x10    -16          from here    chunk:3   chunk:3+0x10  in a chunk
///   50%      of the way   end          the last byte
/// ```
///
/// Spaces and `_` do not matter, nor does the case.
///
/// @param sizeBytes of the region
/// @param chunkSize bytes per chunk
/// @param here the byte that `+` and `-` start from
record GoTo(long sizeBytes, long chunkSize, long here) {
    private static final Pattern NUMBER =
            Pattern.compile("0x([0-9a-f]+)|([0-9a-f]+)h|([0-9]+)([kmgt]?)(?:i?b)?");
    private static final Pattern CHUNK = Pattern.compile("chunk:?([^+]+)(?:\\+(.+))?");
    private static final Pattern SHARE = Pattern.compile("([0-9]{1,3})%");
    private static final String UNITS = "kmgt";

    /// Where to go, or why not.
    sealed interface Place {
        /// A byte of the region.
        record At(long offset) implements Place {}

        /// The region does not reach there.
        record Outside(BigInteger offset) implements Place {}

        /// It is no place.
        record Unreadable() implements Place {}
    }

    /// {@return the place that a text names}
    Place read(String typed) {
        BigInteger offset = offset(typed.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_]", ""));
        if (offset == null) {
            return new Place.Unreadable();
        }
        boolean inside =
                offset.signum() >= 0 && offset.compareTo(BigInteger.valueOf(sizeBytes)) < 0;
        return inside ? new Place.At(offset.longValueExact()) : new Place.Outside(offset);
    }

    private @Nullable BigInteger offset(String text) {
        BigInteger last = BigInteger.valueOf(Math.max(0, sizeBytes - 1));
        if (text.equals("end")) {
            return last;
        }
        Matcher share = SHARE.matcher(text);
        if (share.matches()) {
            BigInteger percent = new BigInteger(share.group(1)).min(BigInteger.valueOf(100));
            return last.multiply(percent).divide(BigInteger.valueOf(100));
        }
        Matcher chunk = CHUNK.matcher(text);
        if (chunk.matches()) {
            BigInteger index = number(chunk.group(1));
            BigInteger inside = chunk.group(2) == null ? BigInteger.ZERO : number(chunk.group(2));
            return index == null || inside == null
                    ? null
                    : index.multiply(BigInteger.valueOf(chunkSize)).add(inside);
        }
        if (text.startsWith("+") || text.startsWith("-")) {
            BigInteger step = number(text.substring(1));
            if (step == null) {
                return null;
            }
            return BigInteger.valueOf(here).add(text.startsWith("-") ? step.negate() : step);
        }
        return number(text);
    }

    private static @Nullable BigInteger number(String text) {
        Matcher number = NUMBER.matcher(text);
        if (!number.matches()) {
            return null;
        }
        if (number.group(3) != null) {
            int power = number.group(4).isEmpty() ? 0 : UNITS.indexOf(number.group(4)) + 1;
            return new BigInteger(number.group(3)).shiftLeft(10 * power);
        }
        return new BigInteger(number.group(1) != null ? number.group(1) : number.group(2), 16);
    }
}
