package ismscope.inspector.capture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The same capture as a big-endian machine would have written it. Knows only the blocks and
/// options that this program writes, and knows them from the specification, not from the writer.
final class SwappedCapture {
    private final ByteBuffer in;
    private final ByteBuffer out;

    private SwappedCapture(byte[] file) {
        in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        out = ByteBuffer.allocate(file.length).order(ByteOrder.BIG_ENDIAN);
    }

    static byte[] of(byte[] file) {
        SwappedCapture swapped = new SwappedCapture(file);
        while (swapped.in.hasRemaining()) {
            swapped.block();
        }
        return swapped.out.array();
    }

    private void block() {
        int start = in.position();
        int type = u32();
        int end = start + u32() - 4;
        switch (type) {
            case 0x0A0D0D0A -> {
                u32();
                u16();
                u16();
                out.putLong(in.getLong());
            }
            case 1 -> {
                u16();
                u16();
                u32();
            }
            case 5 -> {
                u32();
                u32();
                u32();
            }
            case 6 -> {
                u32();
                u32();
                u32();
                int captured = u32();
                u32();
                raw((captured + 3) / 4 * 4);
            }
            default -> throw new IllegalArgumentException("type=" + type);
        }
        while (in.position() < end) {
            option(type);
        }
        u32();
    }

    private void option(int blockType) {
        int code = u16();
        int length = u16();
        boolean number = blockType >= 5 && code != 1;
        if (number && length == 4) {
            u32();
        } else if (number && length == 8) {
            out.putLong(in.getLong());
        } else {
            raw((length + 3) / 4 * 4);
        }
    }

    private int u16() {
        short value = in.getShort();
        out.putShort(value);
        return value & 0xFFFF;
    }

    private int u32() {
        int value = in.getInt();
        out.putInt(value);
        return value;
    }

    private void raw(int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        out.put(bytes);
    }
}
