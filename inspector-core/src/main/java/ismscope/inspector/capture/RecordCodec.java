package ismscope.inspector.capture;

import ismscope.device.tap.TapRecord;
import ismscope.inspector.event.Event;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/// Records to bytes and back: the only place that knows the bodies of the capture format.
///
/// Guarantees:
/// 1. Decoding is total: any bytes give a record; what this version does not know, or what is
///    shorter than its kind says, is a [TapRecord.Unknown] with its raw body. Nothing throws.
/// 2. Every record with values in the range of its fields round-trips. Values beyond a field's
///    width lose their upper bits.
/// 3. No encoded record is longer than [#MAX_LENGTH]. What does not fit of a variable part is cut
///    at the end and the record is flagged CUT.
/// 4. Bytes after a body that is known are ignored: a later writer may append fields.
///
/// Stateless; any thread. Spec: docs/capture-format.md.
public final class RecordCodec {
    /// The longest record, header included.
    public static final int MAX_LENGTH = 65_536;

    /// Bytes before the body.
    public static final int HEADER_LENGTH = RecordLayout.HEADER_LENGTH;

    private RecordCodec() {}

    /// {@return the bytes of a record that was not cut, header included}
    public static long fullLength(TapRecord record) {
        return RecordEncoder.fullLength(record);
    }

    /// {@return the bytes that [#encode] gives, header included}
    public static int encodedLength(TapRecord record) {
        return RecordEncoder.encodedLength(record);
    }

    /// Encodes into a buffer.
    ///
    /// @param index where the record begins
    /// @param length as [#encodedLength] tells
    static void encode(
            RecordHeader header,
            TapRecord record,
            MutableDirectBuffer target,
            int index,
            int length) {
        new RecordEncoder(target, index, length).encode(header, record);
    }

    /// {@return the record's bytes, header included}
    public static byte[] encode(RecordHeader header, TapRecord record) {
        byte[] bytes = new byte[encodedLength(record)];
        encode(header, record, new UnsafeBuffer(bytes), 0, bytes.length);
        return bytes;
    }

    /// {@return whether these bytes begin like a record of any version}
    public static boolean isRecord(byte[] bytes) {
        return RecordDecoder.isRecord(bytes);
    }

    /// {@return the record in these bytes; a variable part that ends early is taken as it is where
    /// the header says CUT}
    public static CapturedRecord decode(byte[] bytes) {
        return RecordDecoder.decode(bytes, false);
    }

    /// {@return the record in these bytes, of which the capture kept only the first}
    public static CapturedRecord decodeCut(byte[] bytes) {
        CapturedRecord cut = RecordDecoder.decode(bytes, true);
        RecordHeader h = cut.header();
        return new CapturedRecord(
                new RecordHeader(
                        h.version(), h.flags() | Event.CUT, h.sequence(), h.flow(), h.token()),
                cut.record());
    }
}
