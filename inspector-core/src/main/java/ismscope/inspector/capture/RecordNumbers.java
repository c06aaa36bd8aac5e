package ismscope.inspector.capture;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.ByteBuffer;

/// Sequence and flow in the header of an encoded record, read and changed where they lie.
public final class RecordNumbers {
    private RecordNumbers() {}

    /// {@return whether there are any: whether the header is whole}
    public static boolean areIn(byte[] record) {
        return record.length >= RecordLayout.HEADER_LENGTH;
    }

    /// {@return the record's sequence number, where [#areIn]}
    public static long sequence(byte[] record) {
        return ByteBuffer.wrap(record).order(LITTLE_ENDIAN).getLong(RecordLayout.SEQUENCE_OFFSET);
    }

    /// {@return the record's flow, where [#areIn]}
    public static long flow(byte[] record) {
        return ByteBuffer.wrap(record).order(LITTLE_ENDIAN).getLong(RecordLayout.FLOW_OFFSET);
    }

    /// {@return the record with other numbers, where [#areIn]}
    public static byte[] changed(byte[] record, long sequence, long flow) {
        byte[] copy = record.clone();
        ByteBuffer.wrap(copy)
                .order(LITTLE_ENDIAN)
                .putLong(RecordLayout.SEQUENCE_OFFSET, sequence)
                .putLong(RecordLayout.FLOW_OFFSET, flow);
        return copy;
    }
}
