package ismscope.inspector.state;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Which events wrote which bytes of one 4 KiB page of a region, in the order of events.
///
/// A write is one long: event number in the upper 40 bits, first byte in the page in 12, last byte
/// in 12. Every so often a *picture* is kept: the writes that were still visible at that moment,
/// cut to what was visible of them; so a page written a million times is read as quickly as one
/// written a hundred times. Pictures are made no more often than every as many writes as the last
/// one holds, so they at most double the memory of the writes.
///
/// Thread: [#add] on the one that owns the timeline, the rest on any.
final class PageWrites {
    /// Bytes in a page.
    static final int PAGE = 4096;

    /// Event numbers fit in here; writes by later events are not kept.
    static final long MAX_EVENT = (1L << 40) - 1;

    private static final int MIN_BETWEEN_PICTURES = 64;

    /// Published before `count` grows past what is in it.
    private volatile long[] writes = new long[2];

    private volatile int count;
    private volatile @Nullable Picture[] pictures = new @Nullable Picture[1];
    private volatile int pictureCount;
    private int untilPicture = MIN_BETWEEN_PICTURES;

    /// What was visible after the first `writes` writes.
    private record Picture(int writes, long[] visible) {}

    /// Adds a write of bytes `first` to `last` of the page.
    ///
    /// @param scratch the writer's, of [#PAGE] places
    void add(long event, int first, int last, long[] scratch) {
        long[] room = writes;
        int size = count;
        if (size == room.length) {
            room = Arrays.copyOf(room, size + Math.max(2, size / 2));
            writes = room;
        }
        room[size] = event << 24 | (long) first << 12 | last;
        count = size + 1;
        if (--untilPicture == 0) {
            takePicture(event, scratch);
        }
    }

    private void takePicture(long event, long[] writers) {
        writers(0, event, writers);
        long[] visible = new long[MIN_BETWEEN_PICTURES];
        int pieces = 0;
        for (int from = 0; from < PAGE; ) {
            int to = from + 1;
            while (to < PAGE && writers[to] == writers[from]) {
                to++;
            }
            if (writers[from] >= 0) {
                if (pieces == visible.length) {
                    visible = Arrays.copyOf(visible, pieces * 2);
                }
                visible[pieces++] = writers[from] << 24 | (long) from << 12 | (to - 1);
            }
            from = to;
        }
        addPicture(new Picture(count, Arrays.copyOf(visible, pieces)));
        untilPicture = Math.max(MIN_BETWEEN_PICTURES, pieces);
    }

    private void addPicture(Picture picture) {
        @Nullable Picture[] room = pictures;
        int size = pictureCount;
        if (size == room.length) {
            room = Arrays.copyOf(room, size * 2);
            pictures = room;
        }
        room[size] = picture;
        pictureCount = size + 1;
    }

    /// Finds the last writer of each byte.
    ///
    /// @param since writes by earlier events do not count
    /// @param until writes by later events do not count
    /// @param writers gets an event number for each byte of the page, -1 where there is none
    void writers(long since, long until, long[] writers) {
        Arrays.fill(writers, -1);
        int end = firstAfter(until);
        long[] all = writes;
        int start = 0;
        Picture picture = pictureAtOrBefore(end);
        if (picture != null) {
            start = picture.writes;
            for (long piece : picture.visible) {
                paint(piece, since, writers);
            }
        }
        for (int i = start; i < end; i++) {
            paint(all[i], since, writers);
        }
    }

    /// {@return whether an event in this range wrote to the page}
    boolean written(long since, long until) {
        int end = firstAfter(until);
        return end > 0 && writes[end - 1] >>> 24 >= since;
    }

    private static void paint(long write, long since, long[] writers) {
        long event = write >>> 24;
        if (event >= since) {
            Arrays.fill(writers, (int) (write >>> 12) & 0xfff, ((int) write & 0xfff) + 1, event);
        }
    }

    private int firstAfter(long event) {
        int size = count;
        long[] all = writes;
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (all[middle] >>> 24 <= event) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private @Nullable Picture pictureAtOrBefore(int end) {
        int size = pictureCount;
        @Nullable Picture[] all = pictures;
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            Picture picture = all[middle];
            if (picture != null && picture.writes <= end) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? null : all[low - 1];
    }
}
