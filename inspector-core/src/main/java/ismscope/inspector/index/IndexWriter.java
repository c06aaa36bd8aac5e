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
    /// Events between two snapshots at most while there is always more to read. The first come
    /// sooner, so that there is something to show.
    private static final int PUBLISH_EVERY = 4096;

    private static final int FIRST_PUBLISHED = 128;

    private static final long WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final CaptureBytes capture;
    private final PcapngReader reader;
    private final IndexListener listener;
    private final EventIndex index;
    private final boolean readsAhead;
    private volatile Published published;
    private volatile @Nullable IndexEnd end;
    private volatile boolean stopping;
    private boolean unpublished;
    private long publishAt = FIRST_PUBLISHED;

    /// What is told to readers.
    ///
    /// @param indexed bytes of the capture that the snapshot covers, to a few thousand events
    record Published(IndexSnapshot snapshot, long indexed) {}

    /// @param capture may grow
    /// @param listener is shown every event, on the writer's thread
    public IndexWriter(CaptureBytes capture, IndexListener listener) {
        this(capture, listener, new EventIndex(), false);
    }

    /// {@return a writer that shows events to its listener on another thread while it reads on: for
    /// captures that are there already, when nothing else is more urgent}
    public static IndexWriter reading(CaptureBytes capture, IndexListener listener) {
        return new IndexWriter(capture, listener, new EventIndex(), true);
    }

    private IndexWriter(
            CaptureBytes capture, IndexListener listener, EventIndex index, boolean readsAhead) {
        this.capture = capture;
        this.reader = new PcapngReader(capture);
        this.listener = listener;
        this.index = index;
        this.readsAhead = readsAhead;
        published = new Published(index.snapshot(), 0);
    }

    /// {@return a writer that has nothing to do any more: the index of a whole capture, as [#save]
    /// wrote it}
    ///
    /// @throws IndexOutOfBoundsException if it is not whole
    public static IndexWriter load(CaptureBytes capture, SavedInput in) {
        IndexWriter writer =
                new IndexWriter(capture, IndexListener.NONE, EventIndex.load(in), false);
        writer.published = new Published(writer.snapshot(), capture.length());
        writer.end = new IndexEnd(IndexEnd.How.WHOLE, capture.length(), "");
        return writer;
    }

    /// Writes the index, for [#load]; only once the capture has ended.
    public void save(SavedOutput out) throws IOException {
        index.save(out);
    }

    /// {@return the newest snapshot}
    public IndexSnapshot snapshot() {
        return published.snapshot();
    }

    /// {@return bytes of the capture that the newest snapshot covers, to a few thousand events}
    public long indexed() {
        return published.indexed();
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
        Audience audience =
                readsAhead
                        ? new ListenerThread(listener, this::tell)
                        : Audience.direct(listener, this::tell);
        IndexEnd read = outcome(() -> follow(audience));
        end =
                outcome(() -> {
                    audience.end(unpublished ? newest() : null);
                    return read;
                });
    }

    @FunctionalInterface
    private interface Step {
        IndexEnd end() throws CaptureException;
    }

    private IndexEnd outcome(Step step) {
        try {
            return step.end();
        } catch (CaptureException e) {
            return IndexEnd.of(e);
        } catch (UncheckedIOException e) {
            return new IndexEnd(IndexEnd.How.UNREADABLE, reader.position(), reason(e));
        } catch (OutOfMemoryError e) {
            // Columns are the bulk of memory, so this is where it runs out; what is there stays.
            return new IndexEnd(IndexEnd.How.UNREADABLE, reader.position(), "memory is exhausted");
        } catch (RuntimeException | Error e) {
            // A defect in what is computed from events must not look like a quiet end.
            return new IndexEnd(IndexEnd.How.DEFECT, reader.position(), e.toString());
        }
    }

    private static String reason(UncheckedIOException e) {
        IOException cause = e.getCause();
        String message = cause == null ? e.getMessage() : cause.getMessage();
        return message == null ? e.toString() : message;
    }

    private IndexEnd follow(Audience audience) throws CaptureException {
        while (!stopping) {
            boolean complete = capture.isComplete();
            long length = capture.length();
            CaptureBlock block = reader.next();
            if (block != null) {
                take(block, audience);
            } else if (complete) {
                boolean whole = reader.position() == length && length > 0;
                IndexEnd.How how = whole ? IndexEnd.How.WHOLE : IndexEnd.How.CUT;
                return new IndexEnd(how, reader.position(), "");
            } else {
                publish(audience);
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

    private void take(CaptureBlock block, Audience audience) {
        unpublished = true;
        switch (block) {
            case CaptureBlock.Packet packet -> take(packet, audience);
            case CaptureBlock.Section section -> index.section(section.origin());
            case CaptureBlock.Device device -> index.device(device.device(), device.name());
            case CaptureBlock.Skipped skipped -> index.skipped(skipped.reason());
            case CaptureBlock.Statistics _ -> {
                // The counts are those of the events, which are here themselves.
            }
        }
    }

    private void take(CaptureBlock.Packet packet, Audience audience) {
        Event event = eventOf(packet, index.length());
        index.add(event, packet.offset());
        audience.append(event);
        if (index.length() >= publishAt) {
            publishAt += Math.min(publishAt, PUBLISH_EVERY);
            publish(audience);
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

    private void publish(Audience audience) {
        if (unpublished) {
            audience.publish(newest());
        }
    }

    private Published newest() {
        unpublished = false;
        return new Published(index.snapshot(), reader.position());
    }

    private void tell(Published newest) {
        published = newest;
        listener.published();
    }
}
