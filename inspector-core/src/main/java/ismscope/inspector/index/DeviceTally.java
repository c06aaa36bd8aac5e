package ismscope.inspector.index;

import java.util.Arrays;

/// Counts of events by device ordinal.
final class DeviceTally {
    private int[] counts = new int[64];
    private int[] seen = new int[64];
    private int seenCount;

    static int device(long entry) {
        return (int) entry;
    }

    static int count(long entry) {
        return (int) (entry >>> Integer.SIZE);
    }

    void add(int device, int count) {
        if (device >= counts.length) {
            counts = Arrays.copyOf(counts, Math.max(device + 1, counts.length * 2));
        }
        if (counts[device] == 0) {
            if (seenCount == seen.length) {
                seen = Arrays.copyOf(seen, seenCount * 2);
            }
            seen[seenCount++] = device;
        }
        counts[device] = (int) Math.min((long) counts[device] + count, Integer.MAX_VALUE);
    }

    /// {@return the devices with the highest counts, the highest first, as `count << 32 | device`;
    /// zeros where there are fewer; and forgets all}
    ///
    /// If there are more than `kept` devices, all counts are lowered by the highest that is left
    /// out, as Misra-Gries does, so that summaries of summaries keep their bound.
    long[] takeBusiest(int kept) {
        long[] entries = new long[Math.max(seenCount, kept)];
        for (int i = 0; i < seenCount; i++) {
            entries[i] = (long) counts[seen[i]] << Integer.SIZE | seen[i];
        }
        Arrays.sort(entries);
        long[] busiest = new long[kept];
        int excess = seenCount > kept ? count(entries[entries.length - 1 - kept]) : 0;
        for (int i = 0; i < kept; i++) {
            long entry = entries[entries.length - 1 - i];
            long lowered = (long) (count(entry) - excess) << Integer.SIZE | device(entry);
            busiest[i] = count(entry) > excess ? lowered : 0;
        }
        forget();
        return busiest;
    }

    /// {@return the device with the highest count, the lowest of several, 0 if there is none; and
    /// forgets all}
    int takeBusiest() {
        int best = 0;
        int most = 0;
        for (int i = 0; i < seenCount; i++) {
            int device = seen[i];
            if (counts[device] > most || (counts[device] == most && device < best)) {
                best = device;
                most = counts[device];
            }
        }
        forget();
        return best;
    }

    private void forget() {
        for (int i = 0; i < seenCount; i++) {
            counts[seen[i]] = 0;
        }
        seenCount = 0;
    }
}
