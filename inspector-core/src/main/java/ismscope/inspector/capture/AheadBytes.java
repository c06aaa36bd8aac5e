package ismscope.inspector.capture;

import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/// A capture read ahead in pieces, for who goes through it from the front to the back: asking a
/// mapped or growing file again and again costs more than what is read. After a jump no more is
/// read than is asked for. Owned by one thread.
public final class AheadBytes implements CaptureBytes {
    private static final int PIECE = 1 << 15;

    private final CaptureBytes source;
    private final byte[] piece = new byte[PIECE];
    private final ByteBuffer buffer = ByteBuffer.wrap(piece);
    private final BlockView view = new BlockView();
    private long start;
    private int filled;

    /// @param source what is read ahead of
    public AheadBytes(CaptureBytes source) {
        this.source = source;
    }

    @Override
    public long length() {
        return source.length();
    }

    @Override
    public boolean isComplete() {
        return source.isComplete();
    }

    @Override
    public int read(long offset, byte[] target, int from, int length) {
        if (length > PIECE) {
            return source.read(offset, target, from, length);
        }
        hold(offset, length);
        int count = Math.min(length, (int) (start + filled - offset));
        System.arraycopy(piece, (int) (offset - start), target, from, count);
        return count;
    }

    /// {@return a block where it lies in what was read ahead; valid until the next call of a method
    /// of this}
    ///
    /// @param offset of a block that a reader has delivered
    /// @throws UncheckedIOException if the file has changed since
    BlockView block(long offset) {
        hold(offset, PacketBytes.USUAL);
        int at = (int) (offset - start);
        int there = filled - at;
        if (there >= PcapngLayout.BLOCK_FRAME) {
            int length = PacketBytes.ordered(buffer, at).getInt(at + Integer.BYTES);
            if (length >= PacketBytes.LEAST && length <= there) {
                return view.on(buffer, at, length, buffer.order());
            }
        }
        return PacketBytes.blockAt(source, offset);
    }

    private void hold(long offset, int length) {
        if (offset < start || offset + length > start + filled) {
            boolean near = offset >= start && offset <= start + filled + PIECE;
            filled = 0;
            filled = source.read(offset, piece, 0, near ? PIECE : length);
            start = offset;
        }
    }

    @Override
    public void awaitMore(long known, long nanos) throws InterruptedException {
        source.awaitMore(known, nanos);
    }
}
