package ismscope.inspector.index;

import ismscope.inspector.capture.CaptureBlock;
import ismscope.inspector.capture.CaptureBytes;
import ismscope.inspector.capture.CaptureException;
import ismscope.inspector.capture.CapturedRecord;
import ismscope.inspector.capture.PcapngReader;
import ismscope.inspector.capture.RecordHeader;
import ismscope.inspector.column.SavedInput;
import ismscope.inspector.column.SavedOutput;
import ismscope.inspector.event.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Follows a capture while it grows and keeps its index: what the thread `ism-index` does.
///
/// Thread: [#run] on one; [#snapshot] and [#end] on any.
public final class IndexWriter implements Runnable {
    /// Events between two snapshots while there is always more to read.
    private static final int PUBLISH_EVERY = 4096;

    private static final long WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final CaptureBytes capture;
    private final PcapngReader reader;
    private final IndexListener listener;
    private final EventIndex index;
    private volatile IndexSnapshot snapshot;
    private volatile long indexed;
    private volatile @Nullable IndexEnd end;
    private volatile boolean stopping;
    private boolean unpublished;

    /// @param capture may grow
    /// @param listener is shown every event
    public IndexWriter(CaptureBytes capture, IndexListener listener) {
        this(capture, listener, new EventIndex());
    }

    private IndexWriter(CaptureBytes capture, IndexListener listener, EventIndex index) {
        this.capture = capture;
        this.reader = new PcapngReader(capture);
        this.listener = listener;
        this.index = index;
        snapshot = index.snapshot();
    }

    /// {@return a writer that has nothing to do any more: the index of a whole capture, as [#save]
    /// wrote it}
    ///
    /// @throws IndexOutOfBoundsException if it is not whole
    public static IndexWriter load(CaptureBytes capture, SavedInput in) {
        IndexWriter writer = new IndexWriter(capture, IndexListener.NONE, EventIndex.load(in));
        writer.indexed = capture.length();
        writer.end = new IndexEnd(IndexEnd.How.WHOLE, capture.length(), "");
        return writer;
    }

    /// Writes the index, for [#load]; only once the capture has ended.
    public void save(SavedOutput out) throws IOException {
        index.save(out);
    }

    /// {@return the newest snapshot}
    public IndexSnapshot snapshot() {
        return snapshot;
    }

    /// {@return bytes of the capture that the newest snapshot covers, to a few thousand events}
    public long indexed() {
        return indexed;
    }

    /// {@return how the capture ended, empty while it may go on}
    public Optional<IndexEnd> end() {
        return Optional.ofNullable(end);
    }

    /// Asks it to end where it is.
    public void stop() {
        stopping = true;
    }

    @Override
    public void run() {
        if (end != null) {
            return;
        }
        IndexEnd how = new IndexEnd(IndexEnd.How.DEFECT, 0, "the thread died");
        try {
            how = follow();
        } catch (CaptureException e) {
            how = IndexEnd.of(e);
        } catch (UncheckedIOException e) {
            how = new IndexEnd(IndexEnd.How.UNREADABLE, reader.position(), reason(e));
        } catch (OutOfMemoryError e) {
            // Columns are the bulk of memory, so this is where it runs out; what is there stays.
            how = new IndexEnd(IndexEnd.How.UNREADABLE, reader.position(), "memory is exhausted");
        } catch (RuntimeException e) {
            // A defect in what is computed from events must not look like a quiet end.
            how = new IndexEnd(IndexEnd.How.DEFECT, reader.position(), e.toString());
        } finally {
            publish();
            end = how;
        }
    }

    private static String reason(UncheckedIOException e) {
        IOException cause = e.getCause();
        String message = cause == null ? e.getMessage() : cause.getMessage();
        return message == null ? e.toString() : message;
    }

    private IndexEnd follow() throws CaptureException {
        while (!stopping) {
            boolean complete = capture.isComplete();
            long length = capture.length();
            CaptureBlock block = reader.next();
            if (block != null) {
                take(block);
            } else if (complete) {
                boolean whole = reader.position() == length && length > 0;
                IndexEnd.How how = whole ? IndexEnd.How.WHOLE : IndexEnd.How.CUT;
                return new IndexEnd(how, reader.position(), "");
            } else {
                publish();
                awaitMore(length);
            }
        }
        return new IndexEnd(IndexEnd.How.STOPPED, reader.position(), "");
    }

    private void awaitMore(long length) {
        try {
            capture.awaitMore(length, WAIT_NANOS);
        } catch (InterruptedException e) {
            // It wakes, no more. Of a session that still runs nobody may lose sight by accident,
            // and interrupts that nobody sent have been seen.
            return;
        }
    }

    private void take(CaptureBlock block) {
        unpublished = true;
        switch (block) {
            case CaptureBlock.Packet packet -> take(packet);
            case CaptureBlock.Section section -> index.section(section.origin());
            case CaptureBlock.Device device -> index.device(device.device(), device.name());
            case CaptureBlock.Skipped skipped -> index.skipped(skipped.reason());
            case CaptureBlock.Statistics _ -> {
                // The counts are those of the events, which are here themselves.
            }
        }
    }

    private void take(CaptureBlock.Packet packet) {
        Event event = eventOf(packet, index.length());
        index.add(event, packet.offset());
        listener.append(event);
        if (index.length() % PUBLISH_EVERY == 0) {
            publish();
        }
    }

    /// {@return the event that a packet is}
    ///
    /// @param number its place in the session
    public static Event eventOf(CaptureBlock.Packet packet, long number) {
        CapturedRecord decoded = packet.decode();
        RecordHeader header = decoded.header();
        return new Event(
                number,
                packet.header().timeNanos(),
                packet.header().device(),
                header.flags(),
                header.sequence(),
                header.flow(),
                header.token(),
                decoded.record(),
                packet.bytes(),
                packet.header().comment());
    }

    private void publish() {
        if (unpublished) {
            unpublished = false;
            snapshot = index.snapshot();
            indexed = reader.position();
            listener.published();
        }
    }
}
