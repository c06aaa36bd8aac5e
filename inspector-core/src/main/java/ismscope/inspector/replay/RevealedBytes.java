package ismscope.inspector.replay;

import ismscope.inspector.capture.CaptureBytes;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// A recording that shows itself bit by bit: to whoever reads it, a capture that grows.
///
/// Thread: [#reveal] and [#revealAll] on one thread, the rest on any.
final class RevealedBytes implements CaptureBytes {
    private final CaptureBytes recording;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile long length;
    private volatile boolean complete;

    RevealedBytes(CaptureBytes recording) {
        this.recording = recording;
    }

    /// Shows the recording up to a byte, the first of a block that stays hidden.
    void reveal(long end) {
        length = end;
        // Volatile on both sides: either the waiter sees the new length or it is seen here.
        if (waiting.get() > 0) {
            signal();
        }
    }

    /// Shows all there is, and that there is no more.
    void revealAll() {
        length = recording.length();
        complete = true;
        signal();
    }

    /// Shows no more: what is shown is all there will be.
    void end() {
        complete = true;
        signal();
    }

    private void signal() {
        lock.lock();
        try {
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public boolean isComplete() {
        return complete;
    }

    @Override
    public int read(long offset, byte[] target, int from, int wanted) {
        return recording.read(offset, target, from, Math.clamp(length - offset, 0, wanted));
    }

    @Override
    public void awaitMore(long known, long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            waiting.incrementAndGet();
            long left = nanos;
            while (length <= known && !complete && left > 0) {
                left = grown.awaitNanos(left);
            }
        } finally {
            waiting.decrementAndGet();
            lock.unlock();
        }
    }
}
