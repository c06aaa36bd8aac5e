package ismscope.inspector.export;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.collections.Long2LongHashMap;
import org.jspecify.annotations.Nullable;

/// Finds tokens in bytes that nobody has taken apart (content, texts, offending bytes) and puts
/// their names in their place: as 64 bits little-endian, as hex digits, in full or the first eight
/// and more of them, and as decimal digits. Lengths do not change.
///
/// Numbers below 2^32 are left alone: a token is 64 random bits, so those are guesses of drivers,
/// and equal to much that is no token.
final class TokenScrubber {
    private static final int PREFIX_DIGITS = 8;
    private static final int TOKEN_DIGITS = 16;
    private static final int DECIMAL_DIGITS = 20;
    private static final long NONE = 0;

    private final Long2LongHashMap names = new Long2LongHashMap(NONE);

    /// Tokens by their first eight hex digits.
    private final Map<Integer, List<Long>> byPrefix = new HashMap<>();

    /// The lower 16 bits of all tokens: most places in bytes are dismissed by them.
    private final BitSet lowBits = new BitSet(1 << 16);

    TokenScrubber(TokenNames tokens) {
        for (long token : tokens.tokens()) {
            if (token >>> Integer.SIZE != 0) {
                names.put(token, tokens.nameOf(token));
                byPrefix.computeIfAbsent(prefix(token), _ -> new ArrayList<>()).add(token);
                lowBits.set((int) token & 0xffff);
            }
        }
    }

    private static int prefix(long token) {
        return (int) (token >>> Integer.SIZE);
    }

    /// {@return the text with names in the place of tokens}
    String scrub(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return scrubDigits(bytes, 0) ? new String(bytes, StandardCharsets.UTF_8) : text;
    }

    /// Puts names in the place of tokens in all bytes from `from` on.
    void scrub(byte[] bytes, int from) {
        if (names.isEmpty()) {
            return;
        }
        scrubWords(bytes, from);
        scrubDigits(bytes, from);
    }

    private void scrubWords(byte[] bytes, int from) {
        for (int at = from; at + Long.BYTES <= bytes.length; at++) {
            int low = (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << Byte.SIZE;
            if (lowBits.get(low)) {
                long name = names.get(word(bytes, at));
                if (name != NONE) {
                    putWord(bytes, at, name);
                    at += Long.BYTES - 1;
                }
            }
        }
    }

    static long word(byte[] bytes, int at) {
        long value = 0;
        for (int i = Long.BYTES - 1; i >= 0; i--) {
            value = value << Byte.SIZE | (bytes[at + i] & 0xff);
        }
        return value;
    }

    static void putWord(byte[] bytes, int at, long value) {
        for (int i = 0; i < Long.BYTES; i++) {
            bytes[at + i] = (byte) (value >>> (i * Byte.SIZE));
        }
    }

    private boolean scrubDigits(byte[] bytes, int from) {
        boolean found = false;
        for (int at = from; at < bytes.length; at++) {
            int end = at;
            while (end < bytes.length && Character.digit(bytes[end], 16) >= 0) {
                end++;
            }
            if (end - at >= PREFIX_DIGITS) {
                found |= scrubRun(bytes, at, end);
            }
            at = end;
        }
        return found;
    }

    /// Looks at a run of hex digits, the longest there is at its place.
    private boolean scrubRun(byte[] bytes, int from, int end) {
        boolean found = false;
        String run = new String(bytes, from, end - from, StandardCharsets.US_ASCII);
        for (int at = 0; at + PREFIX_DIGITS <= run.length(); at++) {
            String digits = run.substring(at, Math.min(run.length(), at + TOKEN_DIGITS));
            String other = inHex(digits);
            if (other == null && at == 0) {
                other = inDecimal(run);
            }
            if (other != null) {
                byte[] put = other.getBytes(StandardCharsets.US_ASCII);
                System.arraycopy(put, 0, bytes, from + at, put.length);
                at += put.length - 1;
                found = true;
            }
        }
        return found;
    }

    /// {@return what is to stand for these 8 to 16 hex digits, null if they are of no token}
    private @Nullable String inHex(String digits) {
        long value = Long.parseUnsignedLong(digits, 16);
        long name = names.get(value);
        if (name != NONE) {
            return fitted(Long.toHexString(name), digits.length());
        }
        int first = Integer.parseUnsignedInt(digits.substring(0, PREFIX_DIGITS), 16);
        for (long token : byPrefix.getOrDefault(first, List.of())) {
            if (hex(token).startsWith(digits)) {
                return hex(names.get(token)).substring(0, digits.length());
            }
        }
        return null;
    }

    private @Nullable String inDecimal(String run) {
        if (run.length() > DECIMAL_DIGITS || !run.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return null;
        }
        try {
            long name = names.get(Long.parseUnsignedLong(run));
            return name == NONE ? null : fitted(Long.toUnsignedString(name), run.length());
        } catch (NumberFormatException e) {
            // Twenty digits can be more than 64 bits.
            return null;
        }
    }

    private static String hex(long value) {
        return fitted(Long.toHexString(value), TOKEN_DIGITS);
    }

    /// {@return digits with zeros in front, as many as wanted; zeros alone where they do not fit}
    private static String fitted(String digits, int length) {
        return digits.length() > length
                ? "0".repeat(length)
                : "0".repeat(length - digits.length()) + digits;
    }
}
