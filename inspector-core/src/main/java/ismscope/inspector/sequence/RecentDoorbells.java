package ismscope.inspector.sequence;

/// When the last doorbells were rung, by their flow; older ones are forgotten.
final class RecentDoorbells {
    private static final int MOST = 1 << 12;

    private final long[] flows = new long[MOST];
    private final long[] times = new long[MOST];

    void rung(long flow, long timeNanos) {
        int slot = slot(flow);
        flows[slot] = flow;
        times[slot] = timeNanos;
    }

    /// {@return nanoseconds since the doorbell of a flow, [LatencyRange#NONE] if it is not known}
    long since(long flow, long timeNanos) {
        int slot = slot(flow);
        return flow != 0 && flows[slot] == flow ? timeNanos - times[slot] : LatencyRange.NONE;
    }

    private static int slot(long flow) {
        return (int) flow & MOST - 1;
    }
}
