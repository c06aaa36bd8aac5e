package ismscope.inspector.session;

import ismscope.inspector.cache.KeptIndex;
import ismscope.inspector.capture.CaptureBytes;
import ismscope.inspector.capture.ThreadEnd;
import ismscope.inspector.event.Event;
import ismscope.inspector.index.IndexEnd;
import ismscope.inspector.index.IndexListener;
import ismscope.inspector.index.IndexSnapshot;
import ismscope.inspector.index.IndexWriter;
import ismscope.inspector.lint.Findings;
import ismscope.inspector.lint.Linter;
import ismscope.inspector.state.RegionTimeline;
import ismscope.inspector.state.StateTimeline;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/// A capture, growing or not, and everything that is computed from it: what live sessions,
/// recordings and replays have in common.
///
/// The thread `ism-index` follows the capture. Thread of the methods: any.
public final class IndexedCapture implements AutoCloseable {
    private final CaptureBytes capture;
    private final boolean deep;
    private final StateTimeline states;
    private final RegionTimeline regions;
    private final Supplier<Findings> findings;
    private final IndexWriter writer;
    private final Thread thread;
    private volatile IndexedSnapshot newest;

    /// Begins to follow a capture that grows while others work.
    public IndexedCapture(CaptureBytes capture) {
        this(capture, true, IndexWriter::new);
    }

    /// Begins to read a capture that is there.
    ///
    /// @param deep whether states, bytes of regions and findings are computed too, which a thread
    ///   of its own does, `ism-derive`
    IndexedCapture(CaptureBytes capture, boolean deep) {
        this(capture, deep, deep ? IndexWriter::reading : IndexWriter::new);
    }

    private IndexedCapture(
            CaptureBytes capture,
            boolean deep,
            BiFunction<CaptureBytes, IndexListener, IndexWriter> following) {
        this.capture = capture;
        this.deep = deep;
        states = new StateTimeline();
        regions = new RegionTimeline();
        Linter linter = new Linter();
        findings = linter::findings;
        writer = following.apply(capture, deep ? new Timelines(linter) : IndexListener.NONE);
        newest = snapshotOf(writer.snapshot(), findings.get());
        thread = Thread.ofPlatform().name("ism-index").daemon().start(writer);
    }

    /// A whole capture whose index is known already.
    IndexedCapture(CaptureBytes capture, KeptIndex kept, boolean deep) {
        this.capture = capture;
        this.deep = deep;
        states = kept.deep().states();
        regions = kept.deep().regions();
        findings = kept.deep()::findings;
        writer = kept.events();
        newest = snapshotOf(writer.snapshot(), findings.get());
        thread = Thread.ofPlatform().name("ism-index").daemon().start(writer);
    }

    /// {@return all that was computed, to be kept; only once the capture has ended}
    KeptIndex toKeep() {
        return new KeptIndex(writer, new KeptIndex.Deep(states, regions, findings.get()));
    }

    /// {@return the newest snapshot; the same one as before if nothing was added}
    public SessionSnapshot snapshot() {
        // In this order: an event that findings speak of is in the index.
        Findings found = findings.get();
        IndexSnapshot index = writer.snapshot();
        IndexedSnapshot before = newest;
        if (before.index() == index && before.findings() == found) {
            return before;
        }
        IndexedSnapshot snapshot = snapshotOf(index, found);
        newest = snapshot;
        return snapshot;
    }

    private IndexedSnapshot snapshotOf(IndexSnapshot index, Findings found) {
        return deep
                ? new IndexedSnapshot(capture, index, found, states, regions)
                : IndexedSnapshot.ofEvents(capture, index, found);
    }

    /// {@return the newest index: what is known beside the events}
    IndexSnapshot index() {
        return writer.snapshot();
    }

    /// {@return bytes of the capture that are not indexed yet}
    long backlog() {
        return capture.length() - writer.indexed();
    }

    /// {@return how the capture ended; empty while it may go on}
    public Optional<IndexEnd> end() {
        return writer.end();
    }

    /// {@return [Session.Status#LOADING] until the capture has ended, then how}
    public Session.Status status() {
        return writer.end().map(IndexedCapture::statusAfter).orElse(Session.Status.LOADING);
    }

    private static Session.Status statusAfter(IndexEnd end) {
        return switch (end.how()) {
            case WHOLE, CUT, DAMAGED, STOPPED -> Session.Status.COMPLETE;
            case NOT_A_CAPTURE, UNREADABLE, DEFECT -> Session.Status.FAILED;
        };
    }

    /// {@return sentences for people on how the capture ended and what was not understood in it;
    /// empty while it goes on, and if all is well}
    ///
    /// @param trouble what else is to be said, before it; may be empty
    public String notice(String trouble) {
        String read = writer.end().map(end -> EndSentence.of(end, index())).orElse("");
        return trouble.isEmpty() || read.isEmpty() ? trouble + read : trouble + "; " + read;
    }

    /// Waits until the capture has ended and is indexed to its end.
    ///
    /// @throws InterruptedException if the thread is interrupted while it waits
    public void awaitEnd() throws InterruptedException {
        thread.join();
    }

    /// The same for some time at most.
    ///
    /// @return whether it has ended
    /// @throws InterruptedException if the thread is interrupted while it waits
    boolean awaitEnd(Duration most) throws InterruptedException {
        return thread.join(most);
    }

    /// Stops following; snapshots stay usable. Idempotent.
    @Override
    public void close() {
        writer.stop();
        thread.interrupt();
        ThreadEnd.await(thread);
    }

    private final class Timelines implements IndexListener {
        private final Linter linter;

        Timelines(Linter linter) {
            this.linter = linter;
        }

        @Override
        public void append(Event event) {
            states.append(event);
            regions.append(event);
            linter.append(event);
        }

        @Override
        public void published() {
            // Whoever asks for the newest state then has it at once.
            states.tip();
            linter.publish();
        }
    }
}
