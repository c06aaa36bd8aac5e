package ismscope.device.transport;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A question to the host's thread that somebody waits for.
///
/// @param <T> the answer's type
final class Call<T extends @Nullable Object> implements Inbox.Message {
    static final long FOREVER = Long.MAX_VALUE;

    private static final int SPINS = 2048;
    private static final long GLANCE_NANOS = 1_000_000;

    private final Callable<T> question;
    private final Thread caller = Thread.currentThread();
    private @Nullable T answer;
    private @Nullable Exception failure;
    private final AtomicBoolean claimed = new AtomicBoolean();
    private volatile boolean done;

    Call(Callable<T> question) {
        this.question = question;
    }

    @Override
    public void run() {
        if (!claimed.compareAndSet(false, true)) {
            return;
        }
        try {
            answer = question.call();
        } catch (Exception e) {
            failure = e;
        }
        done = true;
        LockSupport.unpark(caller);
    }

    @Override
    public boolean canWait() {
        return true;
    }

    /// Waits for the answer; an interrupt of the waiting thread is kept for later.
    ///
    /// @param host that answers
    /// @param glances of about a millisecond to wait until the host begins with it, [#FOREVER]
    ///   without end
    /// @throws TimeoutException if it has not begun then; it never will
    /// @throws Exception what the question threw
    @SuppressWarnings("NullAway") // T says whether the answer can be null, as the question's does.
    T await(HostThread host, long glances) throws Exception {
        for (int i = 0; i < SPINS && !done; i++) {
            Thread.onSpinWait();
        }
        boolean interrupted = false;
        for (long left = glances; !done; left--) {
            if (!host.isAlive() && !done) {
                throw host.gone();
            }
            if (left <= 0 && claimed.compareAndSet(false, true)) {
                throw new TimeoutException("the host has no time for it");
            }
            LockSupport.parkNanos(this, GLANCE_NANOS);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            throw failure;
        }
        return answer;
    }
}
