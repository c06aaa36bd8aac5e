package ismscope.inspector.capture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Captures of this program as other programs would have written them. Knows blocks and options
/// from the specification, not from the writer.
public final class OtherHands {
    private static final int SECTION = 0x0A0D0D0A;
    private static final int INTERFACE = 1;
    private static final int STATISTICS = 5;
    private static final int PACKET = 6;
    private static final int RESOLUTION = 9;
    private static final int THOUSAND = 1000;

    private OtherHands() {}

    private record Block(int type, byte[] body) {
        ByteBuffer buffer() {
            return ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
        }

        /// {@return where options begin}
        int options() {
            return switch (type) {
                case SECTION -> 16;
                case INTERFACE -> 8;
                case STATISTICS -> 12;
                default -> 20 + padded(buffer().getInt(12));
            };
        }
    }

    private static int padded(int length) {
        return (length + 3) & ~3;
    }

    private static List<Block> blocks(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        List<Block> blocks = new ArrayList<>();
        while (in.hasRemaining()) {
            int type = in.getInt();
            byte[] body = new byte[in.getInt() - 12];
            in.get(body);
            in.getInt();
            blocks.add(new Block(type, body));
        }
        return blocks;
    }

    private static byte[] file(List<Block> blocks) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Block block : blocks) {
            ByteBuffer all =
                    ByteBuffer.allocate(block.body.length + 12).order(ByteOrder.LITTLE_ENDIAN);
            all.putInt(block.type).putInt(all.capacity()).put(block.body).putInt(all.capacity());
            out.writeBytes(all.array());
        }
        return out.toByteArray();
    }

    private static byte[] each(byte[] file, UnaryOperator<Block> change) {
        return file(blocks(file).stream().map(change).toList());
    }

    /// {@return the same from a machine of the other byte order}
    public static byte[] swapped(byte[] file) {
        return SwappedCapture.of(file);
    }

    /// {@return the same with blocks between all blocks that are of no type that we know}
    public static byte[] withUnknownBlocks(byte[] file) {
        int[] types = {4, 0xA, 0xBAD, 0x40000BAD, 0x80000001, 9, 0x7FFFFFFF};
        List<Block> all = new ArrayList<>();
        for (Block block : blocks(file)) {
            all.add(block);
            all.add(new Block(types[all.size() / 2 % types.length], new byte[all.size() % 9 * 4]));
        }
        return file(all);
    }

    /// {@return the same with options of vendors, and of no one, before all others}
    public static byte[] withUnknownOptions(byte[] file) {
        return each(
                file,
                block -> {
                    byte[] strange = {
                        (byte) 0xAC, 0x0B, 5, 0, 1, 2, 3, 4, 5, 0, 0, 0, 0x11, 0x70, 0, 0
                    };
                    int at = block.options();
                    byte[] body = new byte[block.body.length + strange.length];
                    System.arraycopy(block.body, 0, body, 0, at);
                    System.arraycopy(strange, 0, body, at, strange.length);
                    int rest = block.body.length - at;
                    System.arraycopy(block.body, at, body, at + strange.length, rest);
                    return new Block(block.type, body);
                });
    }

    /// {@return the same with times cut to whole microseconds}
    public static byte[] floored(byte[] file) {
        return each(file, block -> timed(block, nanos -> nanos - nanos % THOUSAND));
    }

    /// {@return the same, of whole microseconds only, in microseconds: said so on every second
    /// interface, on the others meant by saying nothing}
    public static byte[] inMicroseconds(byte[] file) {
        int[] interfaces = {0};
        return each(
                file,
                block ->
                        block.type == INTERFACE
                                ? coarse(block, interfaces[0]++ % 2 == 0)
                                : timed(block, nanos -> nanos / THOUSAND));
    }

    private interface TimeChange {
        long of(long time);
    }

    private static Block timed(Block block, TimeChange change) {
        if (block.type != PACKET) {
            return block;
        }
        byte[] body = block.body.clone();
        ByteBuffer view = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
        long time = (long) view.getInt(4) << Integer.SIZE | Integer.toUnsignedLong(view.getInt(8));
        long changed = change.of(time);
        view.putInt(4, (int) (changed >>> Integer.SIZE)).putInt(8, (int) changed);
        return new Block(block.type, body);
    }

    private static Block coarse(Block block, boolean said) {
        ByteBuffer in = block.buffer();
        ByteBuffer out = ByteBuffer.allocate(block.body.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put(block.body, 0, block.options());
        in.position(block.options());
        while (in.hasRemaining()) {
            int code = in.getShort();
            int length = in.getShort();
            byte[] value = new byte[padded(length)];
            in.get(value);
            if (code == RESOLUTION) {
                value[0] = 6;
            }
            if (code != RESOLUTION || said) {
                out.putShort((short) code).putShort((short) length).put(value);
            }
        }
        byte[] body = new byte[out.position()];
        out.flip().get(body);
        return new Block(block.type, body);
    }

    /// {@return the same with an Ethernet interface before all others, and a packet of it, and one
    /// of ours that is no record, behind every packet}
    public static byte[] withForeignPackets(byte[] file) {
        List<Block> all = new ArrayList<>();
        for (Block block : blocks(file)) {
            boolean numbered = block.type == PACKET || block.type == STATISTICS;
            if (numbered) {
                block.buffer().putInt(0, block.buffer().getInt(0) + 1);
            }
            all.add(block);
            if (block.type == SECTION) {
                all.add(new Block(INTERFACE, new byte[] {1, 0, 0, 0, 0, 0, 0, 0}));
            } else if (block.type == PACKET) {
                all.add(foreign(0));
                all.add(foreign(1));
            }
        }
        return file(all);
    }

    private static Block foreign(int number) {
        ByteBuffer body = ByteBuffer.allocate(84).order(ByteOrder.LITTLE_ENDIAN);
        body.putInt(number).putLong(77).putInt(64).putInt(64).putInt(0x45000040);
        return new Block(PACKET, body.array());
    }

    /// {@return one behind the other, as `cat` joins them}
    public static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(first);
        out.writeBytes(second);
        return out.toByteArray();
    }
}
