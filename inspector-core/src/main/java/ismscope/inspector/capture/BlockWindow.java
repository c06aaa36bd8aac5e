package ismscope.inspector.capture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The part of a capture that is being looked at, copied out in large pieces.
final class BlockWindow {
    private static final int USUAL = 1 << 18;

    private final CaptureBytes source;
    private byte[] bytes = new byte[USUAL];
    private ByteBuffer view = ByteBuffer.wrap(bytes);
    private final BlockView block = new BlockView();
    private long base;
    private int filled;

    BlockWindow(CaptureBytes source) {
        this.source = source;
    }

    /// Gets bytes into the window.
    ///
    /// @param count at most [PcapngLayout#MAX_BLOCK]
    /// @return whether the capture has so many there
    boolean load(long offset, int count) {
        if (offset >= base && offset - base + count <= filled) {
            return true;
        }
        if (source.length() - offset < count) {
            return false;
        }
        if (count > bytes.length) {
            bytes = new byte[PcapngLayout.MAX_BLOCK];
            view = ByteBuffer.wrap(bytes);
        }
        base = offset;
        filled = source.read(offset, bytes, 0, bytes.length);
        return filled >= count;
    }

    /// {@return loaded bytes; valid until the next call of a method of this}
    BlockView at(long offset, int count, ByteOrder order) {
        return block.on(view, (int) (offset - base), count, order);
    }
}
