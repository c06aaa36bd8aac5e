package ismscope.inspector.capture;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import ismscope.device.tap.TapRecord;
import java.nio.ByteBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/// Encoded records on their way from the device's thread to the capture's.
///
/// ```
///  0          8        12               16
///  +----------+--------+----------------+-------- - -
///  | time     | device | full length    | record
///  | i64      | i32    | i32            |
///  +----------+--------+----------------+-------- - -
/// ```
///
/// The full length is that of the record before it was cut.
final class RecordRing {
    private static final int DEVICE_AT = 8;
    private static final int FULL_LENGTH_AT = 12;
    private static final int RECORD_AT = 16;
    private static final int MESSAGE = 1;

    private final ManyToOneRingBuffer ring;

    RecordRing(int bytes) {
        ring =
                new ManyToOneRingBuffer(
                        new UnsafeBuffer(
                                ByteBuffer.allocateDirect(
                                        bytes + RingBufferDescriptor.TRAILER_LENGTH)));
    }

    /// Encodes a record into the ring.
    ///
    /// @return false if there is no room
    boolean offer(long timeNanos, int device, RecordHeader header, TapRecord record) {
        long full = RecordCodec.fullLength(record);
        int length =
                full <= RecordCodec.MAX_LENGTH ? (int) full : RecordCodec.encodedLength(record);
        int at = ring.tryClaim(MESSAGE, RECORD_AT + length);
        if (at < 0) {
            return false;
        }
        MutableDirectBuffer buffer = ring.buffer();
        buffer.putLong(at, timeNanos, LITTLE_ENDIAN);
        buffer.putInt(at + DEVICE_AT, device, LITTLE_ENDIAN);
        int known = (int) Math.min(full, Integer.MAX_VALUE);
        buffer.putInt(at + FULL_LENGTH_AT, known, LITTLE_ENDIAN);
        RecordCodec.encode(header, record, buffer, at + RECORD_AT, length);
        ring.commit(at);
        return true;
    }

    /// Hands over what is there, in order, at most `limit` records.
    int drain(Sink sink, int limit) {
        MessageHandler handler =
                (_, buffer, at, length) ->
                        sink.take(
                                PacketHeader.of(
                                                buffer.getInt(at + DEVICE_AT, LITTLE_ENDIAN),
                                                buffer.getLong(at, LITTLE_ENDIAN),
                                                buffer,
                                                at + RECORD_AT,
                                                length - RECORD_AT)
                                        .withOriginalLength(
                                                buffer.getInt(at + FULL_LENGTH_AT, LITTLE_ENDIAN)),
                                buffer,
                                at + RECORD_AT,
                                length - RECORD_AT);
        return ring.read(handler, limit);
    }

    /// {@return bytes that were not drained}
    int bytes() {
        return ring.size();
    }

    /// Takes records out of the ring; must not throw.
    interface Sink {
        /// Takes one record.
        ///
        /// @param buffer has the record at `index`, for the time of the call only
        void take(PacketHeader header, MutableDirectBuffer buffer, int index, int length);
    }
}
