package ismscope.app.hex;

import java.util.HexFormat;

/// How bytes are copied to the clipboard. Toolkit-free.
enum CopyFormat {
    /// `de ad be ef`
    HEX,
    /// Text; what cannot be printed is a dot.
    ASCII,
    /// `static const unsigned char region[4] = { 0xde, ... };`, twelve to a line.
    C_ARRAY;

    /// Bytes copied at most.
    static final int MOST_BYTES = 1 << 20;

    private static final int PER_LINE = 12;

    /// {@return the bytes in this format}
    String write(byte[] bytes) {
        return switch (this) {
            case HEX -> HexFormat.ofDelimiter(" ").formatHex(bytes);
            case ASCII -> ascii(bytes);
            case C_ARRAY -> array(bytes);
        };
    }

    /// {@return the character that stands for a byte}
    static char printable(int value) {
        return value >= 0x20 && value < 0x7f ? (char) value : '.';
    }

    private static String ascii(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length);
        for (byte value : bytes) {
            text.append(printable(value & 0xff));
        }
        return text.toString();
    }

    private static String array(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        text.append("static const unsigned char region[").append(bytes.length).append("] = {");
        for (int i = 0; i < bytes.length; i++) {
            text.append(i % PER_LINE == 0 ? "\n    " : " ");
            text.append("0x").append(HexFormat.of().toHexDigits(bytes[i])).append(',');
        }
        return text.append("\n};\n").toString();
    }
}
