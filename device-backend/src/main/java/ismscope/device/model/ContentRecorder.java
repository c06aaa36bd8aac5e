package ismscope.device.model;

import ismscope.device.tap.DeviceTap;
import ismscope.device.tap.HostClock;
import ismscope.device.tap.TapRecord;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// Hands what guests store to the tap, within a length per store and a budget per second.
///
/// A store longer than one record is several records of one flow. What is left out is counted in
/// the records that it would have been, and told by a LOST record of the region before the next
/// record that could depend on it. Thread: the host's owner thread.
final class ContentRecorder {
    /// Bytes of one record, so that the event around it stays below 64 KiB.
    static final int MOST_BYTES = 60 << 10;

    private static final long SECOND_NANOS = 1_000_000_000L;

    private final DeviceTap tap;
    private final HostClock clock;
    private volatile ContentOptions options;
    private final Map<Long, Missing> missing = new LinkedHashMap<>();
    private long secondStart;
    private long spent;

    /// What was not recorded of one region.
    private record Missing(int device, long records) {}

    /// A guest's store to a region.
    ///
    /// @param device ordinal of the guest's device
    /// @param offset into the region
    /// @param bytes the first bytes of it, from `from` on
    /// @param kept how many bytes there are
    /// @param length how many the guest stored, at least `kept`
    record Store(
            int device, long token, long offset, byte[] bytes, int from, int kept, int length) {}

    ContentRecorder(DeviceTap tap, HostClock clock, ContentOptions options) {
        this.tap = tap;
        this.clock = clock;
        this.options = options;
        this.secondStart = tap.isOn() ? clock.epochNanos() : 0;
    }

    /// {@return how much is recorded; any thread}
    ContentOptions options() {
        return options;
    }

    void limit(ContentOptions newOptions) {
        options = newOptions;
    }

    /// Records a store.
    ///
    /// @param flow for the records of this store, should there be several
    void record(Store store, long flow) {
        if (!tap.isOn()) {
            return;
        }
        int allowed = spend(Math.min(store.kept, options.snapshotLength()));
        boolean single = allowed == store.length && allowed <= MOST_BYTES;
        long shared = single ? 0 : flow;
        if (allowed > 0) {
            tellMissing();
            put(store, allowed, shared);
        }
        if (allowed < store.length) {
            long records = recordsOf(store.length - allowed);
            missing.merge(
                    store.token,
                    new Missing(store.device, records),
                    (old, more) -> new Missing(more.device, old.records + more.records));
        }
    }

    private void put(Store store, int allowed, long flow) {
        for (int done = 0; done < allowed; done += MOST_BYTES) {
            int start = store.from + done;
            int end = store.from + Math.min(allowed, done + MOST_BYTES);
            byte[] copy = Arrays.copyOfRange(store.bytes, start, end);
            tap.record(
                    store.device,
                    flow,
                    store.token,
                    new TapRecord.Content(store.offset + done, TapRecord.Content.EXACT, copy));
        }
    }

    private int spend(int wanted) {
        long now = clock.epochNanos();
        if (now - secondStart >= SECOND_NANOS) {
            secondStart = now;
            spent = 0;
        }
        int allowed = Math.clamp(options.bytesPerSecond() - spent, 0, wanted);
        spent += allowed;
        return allowed;
    }

    /// Records what is missing so far. Called before whatever else is recorded.
    void tellMissing() {
        if (missing.isEmpty()) {
            return;
        }
        missing.forEach((token, what) ->
                tap.record(
                        what.device,
                        0,
                        token,
                        new TapRecord.Lost(what.records, TapRecord.Lost.CONTENT_BUDGET)));
        missing.clear();
    }

    /// {@return records that it takes to hold that many bytes}
    static long recordsOf(long bytes) {
        return (bytes + MOST_BYTES - 1) / MOST_BYTES;
    }
}
