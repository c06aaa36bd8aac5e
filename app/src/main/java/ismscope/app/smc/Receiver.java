package ismscope.app.smc;

/// How an end waits for bytes, or for room.
public enum Receiver {
    /// Looks again and again.
    POLLING(Long.MAX_VALUE),
    /// Looks longer than a wake-up takes, then sleeps until the other end rings: one that looked
    /// less would sleep whenever the other had just slept, and both would go on so.
    ADAPTIVE(250_000),
    /// Sleeps at once until the other end rings.
    BLOCKING(0);

    private final long spinNanos;

    Receiver(long spinNanos) {
        this.spinNanos = spinNanos;
    }

    /// {@return how long it looks before it sleeps}
    long spinNanos() {
        return spinNanos;
    }
}
