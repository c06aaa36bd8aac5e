package ismscope.app.hex;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What the bytes at the caret are as numbers and text, little-endian. Toolkit-free.
final class Inspector {
    static final int BYTES = 32;
    private static final String TOO_FEW = "\u2013";

    private Inspector() {}

    /// One reading.
    ///
    /// @param label `u8`, `i8`, `u16` ... `text`
    record Reading(String label, String value) {}

    /// {@return all readings; those that need more bytes than there are say `–`}
    ///
    /// @param bytes from the caret on, up to [#BYTES]
    static List<Reading> read(byte[] bytes) {
        List<Reading> readings = new ArrayList<>();
        readings.add(unsigned("u8", bytes, 1));
        readings.add(signed("i8", bytes, 1));
        readings.add(unsigned("u16", bytes, 2));
        readings.add(unsigned("u32", bytes, 4));
        readings.add(unsigned("u64", bytes, 8));
        readings.add(signed("i64", bytes, 8));
        readings.add(
                new Reading(
                        "f64",
                        bytes.length < 8
                                ? TOO_FEW
                                : decimal(Double.longBitsToDouble(le(bytes, 8)))));
        readings.add(new Reading("text", text(bytes)));
        return List.copyOf(readings);
    }

    private static Reading unsigned(String label, byte[] bytes, int width) {
        if (bytes.length < width) {
            return new Reading(label, TOO_FEW);
        }
        long value = le(bytes, width);
        return new Reading(
                label, Long.toUnsignedString(value) + " (0x" + Long.toHexString(value) + ")");
    }

    private static Reading signed(String label, byte[] bytes, int width) {
        if (bytes.length < width) {
            return new Reading(label, TOO_FEW);
        }
        int unused = Long.SIZE - 8 * width;
        return new Reading(label, Long.toString(le(bytes, width) << unused >> unused));
    }

    private static long le(byte[] bytes, int width) {
        byte[] bigEndian = new byte[width];
        for (int i = 0; i < width; i++) {
            bigEndian[width - 1 - i] = bytes[i];
        }
        return new BigInteger(1, bigEndian).longValue();
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.6g", value);
    }

    private static String text(byte[] bytes) {
        String all = new String(bytes, StandardCharsets.UTF_8);
        int end = 0;
        while (end < all.length() && !Character.isISOControl(all.charAt(end))) {
            end++;
        }
        // A character cut by the window's end reads as a replacement character: leave it out.
        String printable = all.substring(0, end);
        while (printable.endsWith("\ufffd") && bytes.length == BYTES) {
            printable = printable.substring(0, printable.length() - 1);
        }
        return printable.isEmpty() ? TOO_FEW : '\u201c' + printable + '\u201d';
    }
}
