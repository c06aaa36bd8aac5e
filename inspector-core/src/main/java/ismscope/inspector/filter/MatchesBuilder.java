package ismscope.inspector.filter;

import java.util.Arrays;

/// Matches while a filter runs. Owned by one thread.
final class MatchesBuilder {
    private long[][] parts = new long[16][];
    private boolean[] shared = new boolean[16];
    private long[] counts = new long[16];
    private int used;
    private long examined;

    /// {@return events looked at}
    long examined() {
        return examined;
    }

    /// Adds what was found in the next events.
    ///
    /// @param bits of the matches among them
    /// @param count events, at most a block of them and within one part
    void append(long[] bits, int count) {
        int part = (int) (examined >>> Matches.PART_SHIFT);
        if (part == used) {
            addPart();
        }
        int place = (int) examined & Matches.PART - 1;
        for (int i = 0; i * Long.SIZE < count; i++) {
            or(part, place + i * Long.SIZE, bits[i]);
        }
        examined += count;
    }

    private void addPart() {
        if (used == parts.length) {
            parts = Arrays.copyOf(parts, used * 2);
            shared = Arrays.copyOf(shared, used * 2);
            counts = Arrays.copyOf(counts, used * 2);
        }
        parts[used] = Matches.EMPTY;
        shared[used] = true;
        used++;
    }

    /// Sets the bits of a word that begins at any place.
    private void or(int part, int place, long word) {
        if (word == 0) {
            return;
        }
        long[] words = own(part);
        int shift = place & Long.SIZE - 1;
        words[place >>> 6] |= word << shift;
        if (shift != 0 && word >>> (Long.SIZE - shift) != 0) {
            words[(place >>> 6) + 1] |= word >>> (Long.SIZE - shift);
        }
        counts[part] += Long.bitCount(word);
    }

    /// Says anew whether an event that was looked at matches.
    void set(long event, boolean matches) {
        int part = (int) (event >>> Matches.PART_SHIFT);
        int place = (int) event & Matches.PART - 1;
        long bit = 1L << place;
        boolean before = (parts[part][place >>> 6] & bit) != 0;
        if (before != matches) {
            own(part)[place >>> 6] ^= bit;
            counts[part] += matches ? 1 : -1;
        }
    }

    private long[] own(int part) {
        if (shared[part]) {
            parts[part] = parts[part].clone();
            shared[part] = false;
        }
        return parts[part];
    }

    /// {@return what there is now}
    Matches matches() {
        long[] before = new long[used + 1];
        for (int part = 0; part < used; part++) {
            before[part + 1] = before[part] + counts[part];
        }
        Arrays.fill(shared, 0, used, true);
        return new Matches(Arrays.copyOf(parts, used), before, examined);
    }
}
