package ismscope.inspector.state;

import ismscope.device.tap.TapRecord;
import ismscope.inspector.event.Event;
import java.util.Arrays;
import java.util.function.LongFunction;

/// One region as it stood after one event, read from the capture page by page.
final class RegionView implements RegionBytes {
    private static final int PAGE = PageWrites.PAGE;

    /// Bytes that a search looks at in one go.
    private static final int SEARCH_BLOCK = 16 * PAGE;

    private final RegionWrites region;
    private final long since;
    private final long event;
    private final long size;
    private final boolean incomplete;
    private final LongFunction<Event> events;

    /// @param since the event that created the region
    /// @param event the event after which the bytes stand
    RegionView(
            RegionWrites region,
            long since,
            long event,
            boolean incomplete,
            LongFunction<Event> events) {
        this.region = region;
        this.since = since;
        this.event = event;
        this.size = region.size();
        this.incomplete = incomplete;
        this.events = events;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int quality() {
        return region.quality(since, event);
    }

    @Override
    public boolean incomplete() {
        return incomplete;
    }

    @Override
    public int read(long offset, byte[] target, long[] writtenAt) {
        if (offset < 0 || offset > size) {
            throw new IndexOutOfBoundsException("offset=" + offset + " size=" + size);
        }
        int length = (int) Math.min(target.length, size - offset);
        boolean wanted = writtenAt.length > 0;
        if (wanted && writtenAt.length < length) {
            throw new IllegalArgumentException(
                    "writtenAt.length=" + writtenAt.length + " expected at least " + length);
        }
        Arrays.fill(target, 0, length, (byte) 0);
        if (wanted) {
            Arrays.fill(writtenAt, 0, length, -1);
        }
        long[] writers = new long[PAGE];
        Source source = new Source();
        for (int done = 0; done < length; ) {
            long at = offset + done;
            int inPage = (int) (at % PAGE);
            int piece = Math.min(PAGE - inPage, length - done);
            PageWrites page = region.page(at / PAGE);
            long only = page == null ? -1 : page.onlyWriter(since, event);
            if (only >= 0) {
                source.fetch(only, at, piece, target, done);
                if (wanted) {
                    Arrays.fill(writtenAt, done, done + piece, only);
                }
            } else if (page != null && page.written(since, event)) {
                page.writers(since, event, writers);
                source.copy(writers, at, piece, target, done);
                if (wanted) {
                    System.arraycopy(writers, inPage, writtenAt, done, piece);
                }
            }
            done += piece;
        }
        return length;
    }

    @Override
    public long find(byte[] pattern, long from) {
        if (pattern.length == 0 || pattern.length > size) {
            return -1;
        }
        boolean zeros = allZero(pattern);
        long last = size - pattern.length;
        long at = Math.max(from, 0);
        while (at <= last && !Thread.currentThread().isInterrupted()) {
            if (!zeros) {
                at = Math.max(at, firstPlaceNearWrites(at, pattern.length));
                if (at > last) {
                    return -1;
                }
            }
            int block = (int) Math.min((long) SEARCH_BLOCK + pattern.length - 1, size - at);
            byte[] bytes = new byte[block];
            read(at, bytes, new long[0]);
            int found = indexOf(bytes, pattern);
            if (found >= 0) {
                return at + found;
            }
            at += block - pattern.length + 1;
        }
        return -1;
    }

    /// {@return the first place from where a pattern of this length reaches into a written page}
    private long firstPlaceNearWrites(long at, int length) {
        long page = region.nextWritten(at / PAGE, since, event);
        return page < 0 ? Long.MAX_VALUE : page * PAGE - length + 1;
    }

    @Override
    public long nextTouched(long from, RegionBytes other) {
        if (!(other instanceof RegionView view && region.equals(view.region))) {
            return from < size ? from : -1;
        }
        Span span = between(view);
        long page = region.nextWritten(from / PAGE, span.first, span.last);
        return page < 0 ? -1 : Math.max(from, page * PAGE);
    }

    @Override
    public long previousTouched(long end, RegionBytes other) {
        if (!(other instanceof RegionView view && region.equals(view.region))) {
            return Math.min(end, size) - 1;
        }
        Span span = between(view);
        long page = end <= 0 ? -1 : region.previousWritten((end - 1) / PAGE, span.first, span.last);
        return page < 0 ? -1 : Math.min(end, (page + 1) * PAGE) - 1;
    }

    /// {@return the events whose writes one of two moments has and the other has not; all of both
    /// where the token was another region before}
    private Span between(RegionView other) {
        long first =
                since == other.since
                        ? Math.min(event, other.event) + 1
                        : Math.min(since, other.since);
        return new Span(first, Math.max(event, other.event));
    }

    private record Span(long first, long last) {}

    private static boolean allZero(byte[] pattern) {
        for (byte value : pattern) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }

    private static int indexOf(byte[] bytes, byte[] pattern) {
        for (int i = 0; i <= bytes.length - pattern.length; i++) {
            if (bytes[i] == pattern[0]
                    && Arrays.equals(bytes, i, i + pattern.length, pattern, 0, pattern.length)) {
                return i;
            }
        }
        return -1;
    }

    /// Takes bytes from the capture for one reading; of a record that wrote several pages, once.
    private final class Source {
        private long fetched = -1;
        private TapRecord record = new TapRecord.RegionFreed();

        /// Copies the bytes that each writer left, one run of equal writers after the other.
        void copy(long[] writers, long at, int piece, byte[] target, int done) {
            int first = (int) (at % PAGE);
            for (int from = 0; from < piece; ) {
                long writer = writers[first + from];
                int to = from + 1;
                while (to < piece && writers[first + to] == writer) {
                    to++;
                }
                if (writer >= 0) {
                    fetch(writer, at + from, to - from, target, done + from);
                }
                from = to;
            }
        }

        private void fetch(long writer, long at, int length, byte[] target, int place) {
            if (writer != fetched) {
                record = events.apply(writer).record();
                fetched = writer;
            }
            switch (record) {
                case TapRecord.Content content ->
                        System.arraycopy(
                                content.bytes(),
                                (int) (at - content.offset()),
                                target,
                                place,
                                length);
                case TapRecord.Access access -> {
                    for (int i = 0; i < length; i++) {
                        int shift = (int) (at + i - access.offset()) * Byte.SIZE;
                        target[place + i] = (byte) (access.value() >>> shift);
                    }
                }
                default -> throw new IllegalStateException("event=" + writer + " wrote no bytes");
            }
        }
    }
}
