package ismscope.inspector.export;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// A protocol buffers message being written, field by field. Spec: protobuf encoding, wire types 0,
/// 1 and 2.
final class ProtoMessage {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH = 2;
    private static final int PAYLOAD = 0x7f;
    private static final int MORE = 0x80;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);

    /// Writes an integer, a boolean or an enum; negative numbers take ten bytes.
    ProtoMessage number(int field, long value) {
        varint((long) field << 3 | VARINT);
        varint(value);
        return this;
    }

    /// Writes a `fixed64`.
    ProtoMessage fixed(int field, long value) {
        varint((long) field << 3 | FIXED64);
        for (int i = 0; i < Long.BYTES; i++) {
            bytes.write((int) (value >>> (i * Byte.SIZE)));
        }
        return this;
    }

    /// Writes a string.
    ProtoMessage text(int field, String value) {
        return block(field, value.getBytes(StandardCharsets.UTF_8));
    }

    /// Writes a message within this one.
    ProtoMessage message(int field, ProtoMessage value) {
        return block(field, value.toBytes());
    }

    private ProtoMessage block(int field, byte[] value) {
        varint((long) field << 3 | LENGTH);
        varint(value.length);
        bytes.writeBytes(value);
        return this;
    }

    private void varint(long value) {
        long left = value;
        while ((left & ~PAYLOAD) != 0) {
            bytes.write(((int) left & PAYLOAD) | MORE);
            left >>>= 7;
        }
        bytes.write((int) left);
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }
}
