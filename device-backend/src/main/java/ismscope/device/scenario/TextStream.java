package ismscope.device.scenario;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// An endless stream of bytes that is text to read and known at every position: lines of 64 bytes,
/// each with its number. Who receives a piece can check it without having seen the rest.
///
/// @param title in every line, cut to 40 characters of ASCII
record TextStream(String title) {
    private static final int LINE = 64;

    /// {@return the bytes of the stream from a position on}
    byte[] bytes(long from, int length) {
        byte[] bytes = new byte[length];
        for (int done = 0; done < length; ) {
            byte[] line = line((from + done) / LINE);
            int at = (int) ((from + done) % LINE);
            int piece = Math.min(LINE - at, length - done);
            System.arraycopy(line, at, bytes, done, piece);
            done += piece;
        }
        return bytes;
    }

    private byte[] line(long number) {
        return String.format(Locale.ROOT, "%-40.40s line %016d\r\n", title, number)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
