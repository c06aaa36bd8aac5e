package ismscope.inspector.capture;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import ismscope.device.tap.TapKind;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/// What pcapng says about a packet beside its bytes.
///
/// @param device number of the interface it was seen on
/// @param timeNanos nanoseconds since 1970-01-01T00:00Z
/// @param direction which way it went
/// @param flow `epb_packetid`: shared by packets that belong together, 0 for none
/// @param queue `epb_queue`: index of the virtqueue, -1 for none
/// @param dropped `epb_dropcount`: packets of this interface lost since the one before
/// @param originalLength bytes the packet had before it was cut, or its length
/// @param comment `opt_comment`: a person's note, empty if none
public record PacketHeader(
        int device,
        long timeNanos,
        Direction direction,
        long flow,
        int queue,
        long dropped,
        long originalLength,
        String comment) {
    /// Value of [#queue] where there is none.
    public static final int NO_QUEUE = -1;

    /// {@return the header that an encoded record gets from what it says itself}
    public static PacketHeader of(int device, long timeNanos, byte[] record) {
        UnsafeBuffer buffer = new UnsafeBuffer(record);
        return of(device, timeNanos, buffer, 0, record.length);
    }

    /// {@return the header that an encoded record in a buffer gets from what it says itself}
    static PacketHeader of(int device, long timeNanos, DirectBuffer buffer, int at, int length) {
        TapKind kind = kindOf(buffer, at, length);
        long flow = 0;
        int queue = NO_QUEUE;
        if (kind != TapKind.UNKNOWN) {
            flow = buffer.getLong(at + RecordLayout.FLOW_OFFSET, LITTLE_ENDIAN);
            if (RecordLayout.beginsWithQueue(kind)) {
                int body = at + RecordLayout.HEADER_LENGTH;
                queue = Short.toUnsignedInt(buffer.getShort(body, LITTLE_ENDIAN));
            }
        }
        return new PacketHeader(device, timeNanos, Direction.of(kind), flow, queue, 0, length, "");
    }

    /// {@return the kind of an encoded record, UNKNOWN where it is not whole or not of this
    /// version}
    static TapKind kindOf(DirectBuffer buffer, int at, int length) {
        if (length < RecordLayout.HEADER_LENGTH
                || buffer.getInt(at + RecordLayout.MAGIC_OFFSET, LITTLE_ENDIAN)
                        != RecordLayout.MAGIC
                || buffer.getByte(at + RecordLayout.VERSION_OFFSET) != RecordLayout.VERSION) {
            return TapKind.UNKNOWN;
        }
        TapKind kind =
                TapKind.fromCode(Byte.toUnsignedInt(buffer.getByte(at + RecordLayout.KIND_OFFSET)));
        boolean whole = length >= RecordLayout.HEADER_LENGTH + RecordLayout.fixedLength(kind);
        return whole ? kind : TapKind.UNKNOWN;
    }

    /// {@return the same with this number of packets lost before it}
    public PacketHeader withDropped(long count) {
        return new PacketHeader(
                device, timeNanos, direction, flow, queue, count, originalLength, comment);
    }

    /// {@return the same with the length it had before it was cut}
    public PacketHeader withOriginalLength(long length) {
        return new PacketHeader(
                device, timeNanos, direction, flow, queue, dropped, length, comment);
    }

    /// {@return the same with a note}
    public PacketHeader withComment(String note) {
        return new PacketHeader(
                device, timeNanos, direction, flow, queue, dropped, originalLength, note);
    }
}
