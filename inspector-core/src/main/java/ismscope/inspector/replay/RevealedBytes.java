package ismscope.inspector.replay;

import ismscope.inspector.capture.CaptureBytes;
import ismscope.inspector.capture.GrowingLength;

/// A recording that shows itself bit by bit: to whoever reads it, a capture that grows.
///
/// Thread: [#reveal], [#revealAll] and [#end] on one thread, the rest on any.
final class RevealedBytes implements CaptureBytes {
    private final CaptureBytes recording;
    private final GrowingLength length = new GrowingLength();

    RevealedBytes(CaptureBytes recording) {
        this.recording = recording;
    }

    /// Shows the recording up to a byte, the first of a block that stays hidden.
    void reveal(long end) {
        length.grow(end);
    }

    /// Shows all there is, and that there is no more.
    void revealAll() {
        length.grow(recording.length());
        length.complete();
    }

    /// Shows no more: what is shown is all there will be.
    void end() {
        length.complete();
    }

    @Override
    public long length() {
        return length.bytes();
    }

    @Override
    public boolean isComplete() {
        return length.isComplete();
    }

    @Override
    public int read(long offset, byte[] target, int from, int wanted) {
        return recording.read(offset, target, from, Math.clamp(length() - offset, 0, wanted));
    }

    @Override
    public void awaitMore(long known, long nanos) throws InterruptedException {
        length.awaitMore(known, nanos);
    }
}
