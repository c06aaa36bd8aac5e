package ismscope.inspector.state;

import ismscope.inspector.column.SavedInput;
import ismscope.inspector.column.SavedOutput;
import java.io.IOException;
import java.util.Arrays;

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

    /// The bits of a write for its first and last byte.
    private static final long BYTES = 0xff_ffff;

    private static final int MIN_BETWEEN_PICTURES = 64;

    /// Bits of a picture's place in the store; above them is how many pieces it has.
    private static final int PLACE_BITS = 48;

    private static final long PLACE = (1L << PLACE_BITS) - 1;

    private final WriteStore store;
    private final WriteList writes;

    /// How many writes each picture covers, and where its pieces are. Published before
    /// `pictureCount` grows past what is in them.
    private volatile int[] pictureWrites = new int[1];

    private volatile long[] picturePlaces = new long[1];
    private volatile int pictureCount;
    private int untilPicture = MIN_BETWEEN_PICTURES;

    /// @param store of the timeline
    PageWrites(WriteStore store) {
        this(store, new WriteList());
    }

    private PageWrites(WriteStore store, WriteList writes) {
        this.store = store;
        this.writes = writes;
    }

    /// {@return the page as it was saved}
    static PageWrites load(SavedInput in, WriteStore store) {
        PageWrites page = new PageWrites(store, WriteList.load(in));
        page.pictureWrites = in.ints();
        page.picturePlaces = in.longs();
        page.pictureCount = page.pictureWrites.length;
        if (page.picturePlaces.length != page.pictureCount) {
            throw new IndexOutOfBoundsException("pictures=" + page.pictureCount);
        }
        return page;
    }

    void save(SavedOutput out) throws IOException {
        writes.save(out);
        out.ints(pictureWrites, pictureCount);
        out.longs(picturePlaces, pictureCount);
    }

    /// Adds a write of bytes `first` to `last` of the page.
    void add(long event, int first, int last) {
        writes.add(event << 24 | (long) first << 12 | last, store);
        if (--untilPicture == 0) {
            takePicture(event);
        }
    }

    private void takePicture(long event) {
        long[] writers = store.scratch;
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
        addPicture(store.addPieces(visible, pieces), pieces);
        untilPicture = Math.max(MIN_BETWEEN_PICTURES, pieces);
    }

    private void addPicture(long place, int pieces) {
        int size = pictureCount;
        if (size == pictureWrites.length) {
            pictureWrites = Arrays.copyOf(pictureWrites, size * 2);
            picturePlaces = Arrays.copyOf(picturePlaces, size * 2);
        }
        pictureWrites[size] = writes.size();
        picturePlaces[size] = (long) pieces << PLACE_BITS | place;
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
        int start = 0;
        int picture = pictureAtOrBefore(end);
        if (picture >= 0) {
            start = pictureWrites[picture];
            long place = picturePlaces[picture] & PLACE;
            long after = place + (picturePlaces[picture] >>> PLACE_BITS);
            for (long piece = place; piece < after; piece++) {
                paint(store.piece(piece), since, writers);
            }
        }
        for (int i = start; i < end; i++) {
            paint(writes.get(i, store), since, writers);
        }
    }

    /// {@return the event that wrote all of the page and was the last to write to it, -1 if the
    /// last did not write all of it, or there is none}
    ///
    /// @param since as of [#writers]
    /// @param until as of [#writers]
    long onlyWriter(long since, long until) {
        int end = firstAfter(until);
        long last = end == 0 ? 0 : writes.get(end - 1, store);
        boolean whole = (last & BYTES) == PAGE - 1;
        return whole && last >>> 24 >= since ? last >>> 24 : -1;
    }

    /// {@return whether an event in this range wrote to the page}
    boolean written(long since, long until) {
        int end = firstAfter(until);
        return end > 0 && writes.get(end - 1, store) >>> 24 >= since;
    }

    private static void paint(long write, long since, long[] writers) {
        long event = write >>> 24;
        if (event >= since) {
            Arrays.fill(writers, (int) (write >>> 12) & 0xfff, ((int) write & 0xfff) + 1, event);
        }
    }

    private int firstAfter(long event) {
        int low = 0;
        int high = writes.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (writes.get(middle, store) >>> 24 <= event) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// {@return the last picture of no more than these writes, -1 if there is none}
    private int pictureAtOrBefore(int end) {
        int low = 0;
        int high = pictureCount;
        int[] covered = pictureWrites;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (covered[middle] <= end) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }
}
