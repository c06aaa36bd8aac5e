package ismscope.inspector.event;

import ismscope.device.protocol.PermissionSet;

/// How numbers of a capture are written for people, everywhere the same and in no one's locale.
public final class ValueText {
    private static final long KIB = 1L << 10;
    private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    private static final int SHORT_TOKEN_DIGITS = 8;
    private static final int PREVIEW = 32;

    private ValueText() {}

    /// {@return a token in full: `0x` and 16 hex digits}
    public static String token(long token) {
        return "0x" + hexDigits(token, 16);
    }

    /// {@return the beginning of a token, enough to tell it from others: `0x1f2e3d4c…`}
    public static String shortToken(long token) {
        return "0x" + hexDigits(token, 16).substring(0, SHORT_TOKEN_DIGITS) + "…";
    }

    /// {@return an unsigned number in hex without leading zeros: `0x100000`}
    public static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }

    /// {@return an unsigned number in hex with so many digits, without `0x`}
    static String hexDigits(long value, int digits) {
        String all = Long.toHexString(value);
        return "0".repeat(Math.max(0, digits - all.length())) + all;
    }

    /// {@return an unsigned number in decimal}
    public static String count(long value) {
        return Long.toUnsignedString(value);
    }

    /// {@return a number of things: `1 area`, `3 areas`}
    public static String count(long value, String thing) {
        return count(value) + " " + thing + (value == 1 ? "" : "s");
    }

    /// {@return bytes, exactly: in the largest unit that divides them, as `1 MiB` or `1500 bytes`}
    public static String size(long bytes) {
        if (bytes == 0 || bytes % KIB != 0) {
            return count(bytes, "byte");
        }
        long value = bytes >>> 10;
        int unit = 0;
        while (value % KIB == 0) {
            value >>>= 10;
            unit++;
        }
        return value + " " + UNITS[unit];
    }

    /// {@return a time to two or three digits: `850 ns`, `3.1 us`, `42 ms`, `1.3 s`}
    public static String duration(long nanos) {
        if (Long.compareUnsigned(nanos, 1000) < 0) {
            return nanos + " ns";
        }
        long thousandth = Long.divideUnsigned(nanos, 1000);
        String[] units = {" us", " ms", " s"};
        int unit = 0;
        long divisor = 1000;
        while (thousandth >= 1000 && unit < 2) {
            thousandth /= 1000;
            divisor *= 1000;
            unit++;
        }
        if (thousandth >= 10) {
            return thousandth + units[unit];
        }
        long tenths = Long.remainderUnsigned(nanos, divisor) / (divisor / 10);
        return thousandth + "." + tenths + units[unit];
    }

    /// {@return permissions by name with their bits: `READ|WRITE (0x3)`}
    public static String permissions(long bits) {
        return new PermissionSet(bits) + " (" + hex(bits) + ")";
    }

    /// {@return read and write permission in short: `r`, `w`, `rw`; `-` for neither}
    public static String access(long bits) {
        String read = (bits & PermissionSet.READ) != 0 ? "r" : "";
        String write = (bits & PermissionSet.WRITE) != 0 ? "w" : "";
        String both = read + write;
        return both.isEmpty() ? "-" : both;
    }

    /// {@return bytes as pairs of hex digits, at most 32 of them: `01 02 ff … (70 bytes)`}
    public static String bytes(byte[] bytes) {
        return bytes(bytes, 0, bytes.length);
    }

    /// {@return some of these bytes as pairs of hex digits, at most 32 of them}
    static String bytes(byte[] bytes, int from, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(length, PREVIEW); i++) {
            text.append(i == 0 ? "" : " ").append(hexDigits(bytes[from + i] & 0xff, 2));
        }
        if (length > PREVIEW) {
            text.append(" … (").append(length).append(" bytes)");
        }
        return text.toString();
    }

    /// {@return the unsigned little-endian number in these bytes, of which the first eight count}
    static long littleEndian(byte[] bytes) {
        long value = 0;
        for (int i = Math.min(bytes.length, Long.BYTES) - 1; i >= 0; i--) {
            value = value << Byte.SIZE | (bytes[i] & 0xff);
        }
        return value;
    }

    /// {@return text with control characters made visible as `\n` or `\u001b`, so that it stays on
    /// one line}
    public static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                default -> {
                    if (Character.isISOControl(c)) {
                        line.append("\\u").append(hexDigits(c, 4));
                    } else {
                        line.append(c);
                    }
                }
            }
        }
        return line.toString();
    }
}
