package ismscope.inspector.diff;

import ismscope.inspector.state.RegionBytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where the bytes of one region differ between two moments.
///
/// Costs in proportion to the pages that were written between the moments, not to the region's
/// size. Where one of the two has bytes and the other ends, they differ. Immutable; thread: any,
/// but not one that paints.
public final class RegionDiff {
    private static final int BLOCK = 64 << 10;
    private static final long[] UNASKED = {};

    private final RegionBytes before;
    private final RegionBytes after;
    private final long shared;
    private final long size;

    /// A run of bytes that all differ.
    ///
    /// @param offset of the first
    /// @param length 1 and up
    public record Range(long offset, long length) {
        /// {@return the byte behind the last}
        public long end() {
            return offset + length;
        }
    }

    /// Compares a region at two moments of the same session.
    public RegionDiff(RegionBytes before, RegionBytes after) {
        this.before = before;
        this.after = after;
        shared = Math.min(before.size(), after.size());
        size = Math.max(before.size(), after.size());
    }

    /// {@return the first run that begins at or after `from`, or the part from there of one that
    /// goes on; null if there is none, or if the thread is interrupted meanwhile}
    public @Nullable Range next(long from) {
        long first = firstDifferent(Math.max(from, 0));
        if (first < 0) {
            return null;
        }
        return new Range(first, firstSame(first) - first);
    }

    /// {@return the last run that begins before `from`, whole but for what lies at or after `from`;
    /// null if there is none, or if the thread is interrupted meanwhile}
    public @Nullable Range previous(long from) {
        long end = Math.min(from, size);
        long last = lastDifferent(end);
        if (last < 0) {
            return null;
        }
        long start = last;
        while (start > 0 && lastDifferent(start) == start - 1) {
            start = startOfRun(start);
        }
        return new Range(start, last + 1 - start);
    }

    /// {@return the runs that differ, in order, at most so many; what was found so far if the
    /// thread is interrupted meanwhile}
    public List<Range> ranges(int limit) {
        Runs runs = new Runs(limit);
        Block block = new Block();
        long at = before.nextTouched(0, after);
        while (at >= 0
                && at < shared
                && !runs.isFull()
                && !Thread.currentThread().isInterrupted()) {
            block.turnTo(at);
            runs.take(at, block);
            at = before.nextTouched(at + block.length, after);
        }
        return runs.list(shared, size);
    }

    /// Runs that are found from front to back.
    private static final class Runs {
        private final List<Range> found = new ArrayList<>();
        private final int limit;
        private long start = -1;
        private long end;

        Runs(int limit) {
            this.limit = limit;
        }

        boolean isFull() {
            return found.size() >= limit;
        }

        /// Takes the next bytes that may differ; those between them and the ones before do not.
        void take(long at, Block block) {
            if (at != end) {
                close(end);
            }
            end = at + block.length;
            int place = 0;
            while (place < block.length && !isFull()) {
                place = block.next(place, start < 0);
                if (place < block.length && start < 0) {
                    start = at + place;
                } else if (place < block.length) {
                    close(at + place);
                }
            }
        }

        private void close(long behind) {
            if (start >= 0 && !isFull()) {
                found.add(new Range(start, behind - start));
            }
            start = -1;
        }

        /// {@return all of them; what only one of the two has differs}
        List<Range> list(long shared, long size) {
            if (size > shared && !Thread.currentThread().isInterrupted()) {
                if (end != shared) {
                    close(end);
                }
                start = start < 0 ? shared : start;
                end = size;
            }
            close(end);
            return found;
        }
    }

    /// {@return bytes that differ; too few if the thread is interrupted meanwhile}
    public long count() {
        long count = size - shared;
        Block block = new Block();
        long at = before.nextTouched(0, after);
        while (at >= 0 && at < shared && !Thread.currentThread().isInterrupted()) {
            block.turnTo(at);
            count += block.count();
            at = before.nextTouched(at + block.length, after);
        }
        return count;
    }

    private long firstDifferent(long from) {
        Block block = new Block();
        long at = from;
        while (at < shared && !Thread.currentThread().isInterrupted()) {
            at = before.nextTouched(at, after);
            if (at < 0 || at >= shared) {
                break;
            }
            block.turnTo(at);
            int found = block.next(0, true);
            if (found < block.length) {
                return at + found;
            }
            at += block.length;
        }
        boolean tail = size > shared && from < size;
        return tail && !Thread.currentThread().isInterrupted() ? Math.max(from, shared) : -1;
    }

    private long firstSame(long from) {
        Block block = new Block();
        long at = from;
        while (at < shared) {
            block.turnTo(at);
            int found = block.next(0, false);
            if (found < block.length) {
                return at + found;
            }
            at += block.length;
        }
        return size;
    }

    /// {@return the last byte before `end` that differs, -1 if there is none}
    private long lastDifferent(long end) {
        if (end > shared) {
            return end - 1;
        }
        Block block = new Block();
        long at = end;
        while (at > 0 && !Thread.currentThread().isInterrupted()) {
            long touched = before.previousTouched(at, after);
            if (touched < 0) {
                return -1;
            }
            long start = Math.max(0, touched + 1 - BLOCK);
            block.turnTo(start);
            int found = block.previous((int) (touched + 1 - start), true);
            if (found >= 0) {
                return start + found;
            }
            at = start;
        }
        return -1;
    }

    /// {@return the first byte of the run that ends before `end`, as far as one block shows it}
    private long startOfRun(long end) {
        if (end > shared) {
            return shared;
        }
        long start = Math.max(0, end - BLOCK);
        Block block = new Block();
        block.turnTo(start);
        return start + block.previous((int) (end - start), false) + 1;
    }

    /// The bytes of both moments from a place on.
    private final class Block {
        private final byte[] old = new byte[BLOCK];
        private final byte[] now = new byte[BLOCK];
        private int length;

        void turnTo(long at) {
            length = (int) Math.min(BLOCK, shared - at);
            before.read(at, old, UNASKED);
            after.read(at, now, UNASKED);
        }

        boolean differs(int at) {
            return old[at] != now[at];
        }

        int count() {
            int count = 0;
            int start = next(0, true);
            while (start < length) {
                int end = next(start, false);
                count += end - start;
                start = next(end, true);
            }
            return count;
        }

        /// {@return the first place at or after `from` that differs or does not, the length if
        /// none}
        int next(int from, boolean different) {
            if (different) {
                int found = Arrays.mismatch(old, from, length, now, from, length);
                return found < 0 ? length : from + found;
            }
            int at = from;
            while (at < length && differs(at)) {
                at++;
            }
            return at;
        }

        /// {@return the last such place before `end`, -1 if none}
        int previous(int end, boolean different) {
            int at = end - 1;
            while (at >= 0 && differs(at) != different) {
                at--;
            }
            return at;
        }
    }
}
