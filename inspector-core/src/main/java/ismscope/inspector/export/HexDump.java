package ismscope.inspector.export;

/// Bytes as Wireshark writes them: offset, 16 bytes in hex, the same as ASCII.
///
/// ```
/// 0010  01 00 4d 45 53 53 41 47 45 20 30 31 21 21 00 00   ..MESSAGE 01!!..
/// ```
public final class HexDump {
    private static final int PER_LINE = 16;
    private static final char[] DIGITS = "0123456789abcdef".toCharArray();

    private HexDump() {}

    /// {@return all bytes, a line break behind each line}
    public static String of(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length * 5 + 80);
        for (int from = 0; from < bytes.length; from += PER_LINE) {
            line(bytes, from, Math.min(bytes.length, from + PER_LINE), text);
        }
        return text.toString();
    }

    private static void line(byte[] bytes, int from, int to, StringBuilder text) {
        for (int shift = 12; shift >= 0; shift -= 4) {
            text.append(DIGITS[from >> shift & 15]);
        }
        text.append("  ");
        for (int i = from; i < from + PER_LINE; i++) {
            if (i < to) {
                text.append(DIGITS[bytes[i] >> 4 & 15]).append(DIGITS[bytes[i] & 15]).append(' ');
            } else {
                text.append("   ");
            }
        }
        text.append("  ");
        for (int i = from; i < to; i++) {
            boolean printable = bytes[i] >= ' ' && bytes[i] < 0x7f;
            text.append(printable ? (char) bytes[i] : '.');
        }
        text.append('\n');
    }
}
