package ismscope.device.guest;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// A guest's interrupt controller: counts the interrupts of each vector until a driver thread takes
/// them, and lets it sleep until one comes.
///
/// Thread: [#raise] any; the others one guest thread at a time.
public final class Interrupts {
    private final ConcurrentHashMap<Integer, Semaphore> pending = new ConcurrentHashMap<>();

    Interrupts() {}

    void raise(int vector) {
        of(vector).release();
    }

    /// {@return how many interrupts of this vector came since they were last taken}
    public int take(int vector) {
        return of(vector).drainPermits();
    }

    /// Sleeps until an interrupt of this vector is pending, and takes it and all others of it.
    ///
    /// @return whether one came in time
    /// @throws InterruptedException if the calling thread is interrupted
    public boolean await(int vector, Duration timeout) throws InterruptedException {
        Semaphore semaphore = of(vector);
        boolean came = semaphore.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS);
        semaphore.drainPermits();
        return came;
    }

    private Semaphore of(int vector) {
        return pending.computeIfAbsent(vector, _ -> new Semaphore(0));
    }
}
