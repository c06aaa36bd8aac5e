package ismscope.inspector.capture;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Walks over the options of a block. Ends at `opt_endofopt`, at the end of the block, or where an
/// option claims more bytes than there are. A value of an unexpected length reads as the given
/// default: options are hints, never worth losing a packet for.
final class OptionCursor {
    private final BlockView block;
    private final int end;
    private int next;
    private int code;
    private int at;
    private int length;

    /// @param from first byte of the options
    /// @param end first byte after them
    OptionCursor(BlockView block, int from, int end) {
        this.block = block;
        this.next = from;
        this.end = end;
    }

    /// {@return whether there is another option, which is then the current one}
    boolean advance() {
        if (end - next < PcapngLayout.OPTION_HEAD) {
            return false;
        }
        code = block.u16(next);
        length = block.u16(next + Short.BYTES);
        at = next + PcapngLayout.OPTION_HEAD;
        next = at + PcapngLayout.padded(length);
        return code != PcapngLayout.OPTION_END && length <= end - at;
    }

    int code() {
        return code;
    }

    int u8(int otherwise) {
        return length >= Byte.BYTES ? block.u8(at) : otherwise;
    }

    int u32(int otherwise) {
        return length == Integer.BYTES ? block.i32(at) : otherwise;
    }

    long u64(long otherwise) {
        return length == Long.BYTES ? block.i64(at) : otherwise;
    }

    String text() {
        return new String(block.copy(at, length), UTF_8);
    }
}
