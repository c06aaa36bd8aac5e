package ismscope.inspector.capture;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.EOFException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/// An Enhanced Packet Block taken apart; `block` is the whole block, in its section's byte order.
final class PacketBytes {
    private static final int TIME_AT = 12;
    private static final int CAPTURED_AT = 20;
    private static final int ORIGINAL_AT = 24;
    private static final int DATA_AT = PcapngLayout.BLOCK_START + PcapngLayout.PACKET_BODY;

    /// Most blocks are shorter: one reading gets all of it.
    static final int USUAL = 256;

    /// No packet's block is shorter.
    static final int LEAST = DATA_AT + Integer.BYTES;

    private PacketBytes() {}

    /// {@return the length of the packet's data, -1 if it does not fit into the block or is too
    /// long}
    static int captured(BlockView block) {
        int captured = block.i32(CAPTURED_AT);
        int room = block.length() - DATA_AT - Integer.BYTES;
        return captured < 0 || captured > Math.min(room, PcapngLayout.MAX_PACKET) ? -1 : captured;
    }

    static long ticks(BlockView block) {
        return block.u32(TIME_AT) << Integer.SIZE | block.u32(TIME_AT + Integer.BYTES);
    }

    static byte[] data(BlockView block, int captured) {
        return block.copy(DATA_AT, captured);
    }

    static PacketHeader header(BlockView block, int captured, int device, long nanos) {
        Direction direction = Direction.NONE;
        long dropped = 0;
        long flow = 0;
        int queue = PacketHeader.NO_QUEUE;
        String comment = "";
        int from = DATA_AT + PcapngLayout.padded(captured);
        OptionCursor options = new OptionCursor(block, from, block.length() - Integer.BYTES);
        while (options.advance()) {
            switch (options.code()) {
                case PcapngLayout.PACKET_FLAGS ->
                        direction = Direction.fromCode(options.u32(0) & 3);
                case PcapngLayout.PACKET_DROP_COUNT -> dropped = options.u64(0);
                case PcapngLayout.PACKET_ID -> flow = options.u64(0);
                case PcapngLayout.PACKET_QUEUE -> queue = options.u32(PacketHeader.NO_QUEUE);
                case PcapngLayout.OPTION_COMMENT -> comment = joined(comment, options.text());
                default -> {}
            }
        }
        long original = block.u32(ORIGINAL_AT);
        return new PacketHeader(device, nanos, direction, flow, queue, dropped, original, comment);
    }

    private static String joined(String before, String comment) {
        return before.isEmpty() ? comment : before + "\n" + comment;
    }

    /// {@return the packet that a block is}
    ///
    /// @param offset of the block
    /// @param device and `nanos`: as the reader told, who knew the section
    static CaptureBlock.Packet packet(BlockView block, long offset, int device, long nanos) {
        int captured = captured(block);
        need(captured, 0);
        return new CaptureBlock.Packet(
                offset, header(block, captured, device, nanos), data(block, captured));
    }

    /// {@return the data alone of a packet}
    static byte[] data(BlockView block) {
        int captured = captured(block);
        need(captured, 0);
        return data(block, captured);
    }

    /// {@return the block at `offset`: one that a reader has delivered}
    static BlockView blockAt(CaptureBytes source, long offset) {
        byte[] bytes = new byte[USUAL];
        int read = source.read(offset, bytes, 0, bytes.length);
        need(read, LEAST);
        ByteBuffer buffer = ordered(ByteBuffer.wrap(bytes), 0);
        int length = buffer.getInt(Integer.BYTES);
        need(length, LEAST);
        if (length > read) {
            bytes = new byte[Math.min(length, PcapngLayout.MAX_BLOCK)];
            need(source.read(offset, bytes, 0, bytes.length), length);
        }
        return new BlockView().on(ByteBuffer.wrap(bytes), 0, length, buffer.order());
    }

    /// {@return the buffer in the byte order that the packet's block at this place has}
    static ByteBuffer ordered(ByteBuffer buffer, int at) {
        buffer.order(LITTLE_ENDIAN);
        return buffer.getInt(at) == PcapngLayout.ENHANCED_PACKET
                ? buffer
                : buffer.order(BIG_ENDIAN);
    }

    private static void need(int found, int wanted) {
        if (found < wanted || found < 0) {
            throw new UncheckedIOException(
                    new EOFException("the file was changed while it was open"));
        }
    }
}
