package ismscope.app.hex;

import ismscope.app.find.BytePattern;
import ismscope.inspector.state.RegionBytes;
import java.util.function.BooleanSupplier;

/// Finds bytes in a region, forwards and backwards, once around. Toolkit-free.
final class RegionSearch {
    private static final int WINDOW = 1 << 16;
    private static final long[] NO_WRITERS = new long[0];

    private final RegionBytes region;
    private final byte[] pattern;
    private final BooleanSupplier cancelled;

    /// @param pattern at least one byte
    /// @param cancelled asked now and then
    RegionSearch(RegionBytes region, byte[] pattern, BooleanSupplier cancelled) {
        this.region = region;
        this.pattern = pattern;
        this.cancelled = cancelled;
    }

    /// {@return where the pattern stands next, -1 if nowhere}
    ///
    /// @param after the first place that comes into question, 0 and up
    long next(long after) {
        long found = region.find(pattern, Math.clamp(after, 0, region.size()));
        return found < 0 && after > 0 ? region.find(pattern, 0) : found;
    }

    /// {@return where the pattern stands before, -1 if nowhere or given up}
    ///
    /// @param before one past the last place that comes into question
    long previous(long before) {
        long found = lastBefore(Math.clamp(before, 0, region.size()));
        return found < 0 ? lastBefore(region.size()) : found;
    }

    /// Reads windows backwards; each overlaps the one after it by the pattern less one byte.
    private long lastBefore(long end) {
        long high = end;
        while (high > 0 && !cancelled.getAsBoolean()) {
            long low = Math.max(0, high - WINDOW);
            byte[] window = new byte[(int) (high - low) + pattern.length - 1];
            int read = region.read(low, window, NO_WRITERS);
            for (int place = (int) Math.min(high - low, read - pattern.length + 1L) - 1;
                    place >= 0;
                    place--) {
                if (BytePattern.standsAt(window, place, pattern)) {
                    return low + place;
                }
            }
            high = low;
        }
        return -1;
    }
}
