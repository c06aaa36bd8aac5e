package ismscope.app.find;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/// Reads bytes that are searched for. Toolkit-free.
public final class BytePattern {
    private static final int MOST_BYTES = 4_096;

    private BytePattern() {}

    /// {@return the bytes that a text stands for, empty if it stands for none or for too many}
    ///
    /// @param typed hex digits in pairs (`de ad be ef`, `0xdeadbeef`, `DE:AD`), or text in UTF-8
    /// @param asText whether it is text
    public static Optional<byte[]> read(String typed, boolean asText) {
        byte[] bytes = asText ? typed.getBytes(StandardCharsets.UTF_8) : hex(typed);
        return bytes.length == 0 || bytes.length > MOST_BYTES
                ? Optional.empty()
                : Optional.of(bytes);
    }

    /// {@return whether the pattern stands at this place, which leaves room for it}
    public static boolean standsAt(byte[] bytes, int place, byte[] pattern) {
        return Arrays.equals(bytes, place, place + pattern.length, pattern, 0, pattern.length);
    }

    private static byte[] hex(String typed) {
        String digits =
                typed.toLowerCase(Locale.ROOT).replaceAll("0x", "").replaceAll("[\\s:,_-]", "");
        if (digits.length() % 2 != 0 || !digits.chars().allMatch(HexFormat::isHexDigit)) {
            return new byte[0];
        }
        return HexFormat.of().parseHex(digits);
    }
}
