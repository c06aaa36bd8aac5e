package ismscope.device.region;

/// Tokens that repeat with their seed: a counter in steps of the golden ratio, bits mixed by a
/// bijection, so that no number comes twice in 2^64.
final class SeededTokens implements TokenSource {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;
    private long state;

    SeededTokens(long seed) {
        state = seed;
    }

    @Override
    public long next() {
        long token;
        do {
            state += GOLDEN;
            token = mix(state);
        } while (token == 0);
        return token;
    }

    /// Each step can be undone, so different inputs give different outputs.
    private static long mix(long number) {
        long z = (number ^ (number >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
