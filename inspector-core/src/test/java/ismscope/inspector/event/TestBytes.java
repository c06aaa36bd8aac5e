package ismscope.inspector.event;

import java.nio.charset.StandardCharsets;

/// Bytes as tests write them.
final class TestBytes {
    private TestBytes() {}

    static byte[] of(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
