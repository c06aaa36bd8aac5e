package ismscope.inspector.capture;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// How many bytes there are of something that grows, and the wait for more.
///
/// Growing is cheap while nobody waits: two accesses to volatile fields, no lock. Thread: one
/// grows, any asks and waits.
public final class GrowingLength {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile long bytes;
    private volatile boolean complete;

    /// Starts with nothing.
    public GrowingLength() {}

    /// {@return bytes that are there}
    public long bytes() {
        return bytes;
    }

    /// {@return whether there will be no more}
    public boolean isComplete() {
        return complete;
    }

    /// Makes bytes visible.
    ///
    /// @param end bytes that are there now, no fewer than before
    public void grow(long end) {
        bytes = end;
        // Volatile on both sides: either the waiter sees the new length or it is seen here.
        if (waiting.get() > 0) {
            signal();
        }
    }

    /// Says that there will be no more. Idempotent.
    public void complete() {
        complete = true;
        signal();
    }

    private void signal() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until there are more than `known` bytes, there will be no more, or the time is over.
    ///
    /// @throws InterruptedException if the thread is interrupted while it waits
    public void awaitMore(long known, long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            waiting.incrementAndGet();
            long left = nanos;
            while (bytes <= known && !complete && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            waiting.decrementAndGet();
            lock.unlock();
        }
    }
}
