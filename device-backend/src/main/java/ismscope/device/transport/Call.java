package ismscope.device.transport;

import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A question to the host's thread that somebody waits for.
///
/// @param <T> the answer's type
final class Call<T extends @Nullable Object> implements Inbox.Message {
    private static final int SPINS = 2048;
    private static final long GLANCE_NANOS = 1_000_000;

    private final Callable<T> question;
    private final Thread caller = Thread.currentThread();
    private @Nullable T answer;
    private @Nullable Exception failure;
    private volatile boolean done;

    Call(Callable<T> question) {
        this.question = question;
    }

    @Override
    public void run() {
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
    /// @throws Exception what the question threw
    @SuppressWarnings("NullAway") // T says whether the answer can be null, as the question's does.
    T await(HostThread host) throws Exception {
        for (int i = 0; i < SPINS && !done; i++) {
            Thread.onSpinWait();
        }
        boolean interrupted = false;
        while (!done) {
            if (!host.isAlive() && !done) {
                throw host.gone();
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
