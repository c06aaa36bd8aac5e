package ismscope.app.frame;

import java.util.Arrays;

/// The last so many measurements, for percentiles.
final class Samples {
    private final long[] ring;
    private long count;
    private long largest;

    /// @param capacity measurements kept
    Samples(int capacity) {
        ring = new long[capacity];
    }

    void add(long value) {
        ring[(int) (count % ring.length)] = value;
        count++;
        largest = Math.max(largest, value);
    }

    /// {@return measurements ever made}
    long count() {
        return count;
    }

    /// {@return the largest ever}
    long largest() {
        return largest;
    }

    /// {@return the value that this share of the kept measurements does not exceed, 0 without any}
    ///
    /// @param share 0 to 1
    long percentile(double share) {
        int kept = (int) Math.min(count, ring.length);
        if (kept == 0) {
            return 0;
        }
        long[] sorted = Arrays.copyOf(ring, kept);
        Arrays.sort(sorted);
        return sorted[(int) Math.clamp(Math.ceil(share * kept) - 1, 0, kept - 1)];
    }

    void clear() {
        count = 0;
        largest = 0;
    }
}
