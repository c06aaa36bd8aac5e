package ismscope.device.region;

/// Where the tokens of new regions come from.
///
/// A token is a capability: who knows it may try to attach. Guarantee of every source: it never
/// gives 0 and never gives a number twice. Thread: the host's owner thread.
@FunctionalInterface
public interface TokenSource {
    /// {@return a token that was never given before, not 0}
    long next();

    /// {@return a source that nobody can guess: for hosts that serve others}
    static TokenSource secure() {
        return new SecureTokens();
    }

    /// {@return a source that gives the same tokens for the same seed: for stories and tests only}
    static TokenSource seeded(long seed) {
        return new SeededTokens(seed);
    }
}
