package ismscope.inspector.capture;

import java.nio.ByteBuffer;

/// The part of a capture that is being looked at, copied out in large pieces.
final class BlockWindow {
    private static final int USUAL = 1 << 18;

    private final CaptureBytes source;
    private byte[] bytes = new byte[USUAL];
    private ByteBuffer view = ByteBuffer.wrap(bytes);
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

    /// {@return loaded bytes, the one at `offset` at index 0}
    ByteBuffer at(long offset, int count) {
        return view.slice((int) (offset - base), count);
    }
}
