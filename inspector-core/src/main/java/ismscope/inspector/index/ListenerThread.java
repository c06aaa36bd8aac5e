package ismscope.inspector.index;

import ismscope.inspector.capture.ThreadEnd;
import ismscope.inspector.event.Event;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Shows events to a listener on a thread of its own, `ism-derive`, so that the next ones are read
/// meanwhile.
///
/// ```
///  ism-index                                  ism-derive
///  events, snapshots -> [ batches ] -> listener, then the snapshot is told
/// ```
///
/// A snapshot is told when the listener has seen all of its events. What the listener throws ends
/// the writer: the next call of a method throws it. Thread: the writer's.
final class ListenerThread implements Audience {
    private static final int BATCH = 256;

    /// Batches on their way at most: enough that neither side waits for a collection of the other,
    /// and few enough to stay young.
    private static final int BATCHES = 4;

    private final IndexListener listener;
    private final Consumer<IndexWriter.Published> tell;
    private final BlockingQueue<Batch> batches = new ArrayBlockingQueue<>(BATCHES);
    private final Thread thread;
    private Event[] events = new Event[BATCH];
    private int count;
    private boolean interrupted;
    private volatile @Nullable Throwable failure;

    private record Batch(
            Event[] events, int count, IndexWriter.@Nullable Published then, boolean last) {}

    /// @param tell is shown each snapshot, on the listener's thread
    ListenerThread(IndexListener listener, Consumer<IndexWriter.Published> tell) {
        this.listener = listener;
        this.tell = tell;
        thread = Thread.ofPlatform().name("ism-derive").daemon().start(this::listen);
    }

    @Override
    public void append(Event event) {
        events[count++] = event;
        if (count == BATCH) {
            hand(null, false);
        }
    }

    @Override
    public void publish(IndexWriter.Published snapshot) {
        hand(snapshot, false);
    }

    @Override
    public void end(IndexWriter.@Nullable Published snapshot) {
        hand(snapshot, true);
        ThreadEnd.await(thread);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        check();
    }

    private void hand(IndexWriter.@Nullable Published then, boolean last) {
        Batch batch = new Batch(events, count, then, last);
        events = new Event[BATCH];
        count = 0;
        boolean handed = false;
        while (!handed) {
            try {
                batches.put(batch);
                handed = true;
            } catch (InterruptedException e) {
                // Nothing may be left out; whoever wants an end says so to the writer.
                interrupted = true;
            }
        }
        if (!last) {
            check();
        }
    }

    private void check() {
        switch (failure) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
    }

    private void listen() {
        boolean last = false;
        while (!last) {
            try {
                Batch batch = batches.take();
                last = batch.last;
                // After a failure batches are taken all the same: the writer may be waiting.
                if (failure == null) {
                    show(batch);
                }
            } catch (InterruptedException e) {
                // As in the writer: an accident must not end a session.
                last = false;
            } catch (RuntimeException | Error e) {
                failure = e;
            }
        }
    }

    private void show(Batch batch) {
        for (int i = 0; i < batch.count; i++) {
            listener.append(batch.events[i]);
        }
        if (batch.then != null) {
            tell.accept(batch.then);
        }
    }
}
