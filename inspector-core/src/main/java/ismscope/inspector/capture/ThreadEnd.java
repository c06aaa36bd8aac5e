package ismscope.inspector.capture;

/// The end of a thread, for an owner who may not go on before it.
public final class ThreadEnd {
    private ThreadEnd() {}

    /// Waits until a thread has ended, also through interrupts; one that came meanwhile is seen by
    /// the caller afterwards. Returns at once for a thread that was never started.
    public static void await(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
