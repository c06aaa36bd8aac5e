package ismscope.inspector.filter;

import java.util.Arrays;
import java.util.Objects;

/// The events that passed a filter, as far as it has got: what an event list shows, row by row.
///
/// A bit for each event in parts of [#PART], so 50 M events are 6 MiB at most; parts without
/// matches take nothing. Finding the event of a row or the row of an event costs the logarithm of
/// the session. Immutable; thread: any.
public final class Matches {
    /// Events in a part.
    static final int PART = 1 << 16;

    static final int PART_SHIFT = 16;
    static final int WORDS = PART / Long.SIZE;

    /// What a part without matches is.
    static final long[] EMPTY = new long[WORDS];

    /// No events looked at.
    public static final Matches NONE = new Matches(new long[0][], new long[] {0}, 0);

    private final long[][] parts;
    private final long[] before;
    private final long examined;

    /// @param parts bits of events; not changed any more
    /// @param before matches in the parts before each, and in the end those in all
    Matches(long[][] parts, long[] before, long examined) {
        this.parts = parts;
        this.before = before;
        this.examined = examined;
    }

    /// {@return events looked at: those with numbers below it}
    public long examined() {
        return examined;
    }

    /// {@return matches among them}
    public long count() {
        return before[parts.length];
    }

    /// {@return whether an event matches; false if it was not looked at}
    public boolean contains(long event) {
        if (event < 0 || event >= examined) {
            return false;
        }
        int place = (int) event & PART - 1;
        return (parts[(int) (event >>> PART_SHIFT)][place >>> 6] >>> place & 1) != 0;
    }

    /// {@return the number of the match in this row}
    ///
    /// @param row 0 to [#count] - 1
    public long event(long row) {
        Objects.checkIndex(row, count());
        int part = Arrays.binarySearch(before, 0, parts.length, row);
        if (part < 0) {
            part = -part - 2;
        } else {
            // Parts without matches begin at the same row; the last of them has it.
            while (before[part + 1] == row) {
                part++;
            }
        }
        int left = (int) (row - before[part]);
        long[] words = parts[part];
        int word = 0;
        int here = Long.bitCount(words[0]);
        while (left >= here) {
            left -= here;
            word++;
            here = Long.bitCount(words[word]);
        }
        long bits = words[word];
        for (int i = 0; i < left; i++) {
            bits &= bits - 1;
        }
        int place = (word << 6) + Long.numberOfTrailingZeros(bits);
        return ((long) part << PART_SHIFT) + place;
    }

    /// {@return how many matches have a lower number: the row of this event if it matches, else the
    /// row where the next match is}
    public long rowOf(long event) {
        if (event <= 0) {
            return 0;
        }
        if (event >= examined) {
            return count();
        }
        int part = (int) (event >>> PART_SHIFT);
        int place = (int) event & PART - 1;
        long row = before[part];
        long[] words = parts[part];
        for (int word = 0; word < place >>> 6; word++) {
            row += Long.bitCount(words[word]);
        }
        long below = (1L << place) - 1;
        return row + Long.bitCount(words[place >>> 6] & below);
    }

    /// {@return the match nearest to an event, the earlier of two that are as near, -1 if there is
    /// none}
    public long nearest(long event) {
        if (count() == 0) {
            return -1;
        }
        long row = rowOf(event);
        if (row == count()) {
            return event(row - 1);
        }
        long after = event(row);
        if (row == 0 || after == event) {
            return after;
        }
        long earlier = event(row - 1);
        return event - earlier <= after - event ? earlier : after;
    }
}
