package ismscope.device.peer;

import ismscope.device.os.Poller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Serves the hosts of any number of process peers in this process: their maps and interrupts.
///
/// Threads: any; what is served is served by one, `ism-peer`.
public final class PeerThread implements AutoCloseable {
    private final Poller poller;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean stopped;
    private volatile boolean ended;

    /// Work that may fail for the system's reasons.
    @FunctionalInterface
    interface Work {
        /// Does it.
        void run(Poller poller) throws IOException;
    }

    private PeerThread(Poller poller) {
        this.poller = poller;
        this.thread = Thread.ofPlatform().name("ism-peer").daemon().start(this::work);
    }

    /// Starts the thread.
    ///
    /// @throws IOException if the system refuses: too many open files
    public static PeerThread start() throws IOException {
        return new PeerThread(Poller.create());
    }

    private void work() {
        try {
            while (!stopped) {
                poller.await(Poller.FOREVER);
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
            }
            ended = true;
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
            }
            poller.close();
        } catch (IOException e) {
            throw new UncheckedIOException("peers cannot be served any more", e);
        }
    }

    /// Has something done on the thread, and waits until it is done.
    ///
    /// @throws IOException what it threw
    /// @throws IllegalStateException if the thread has ended
    void run(Work work) throws IOException {
        if (isServer()) {
            work.run(poller);
            return;
        }
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        tasks.add(() -> {
            try {
                work.run(poller);
                done.complete(true);
            } catch (IOException | RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        if (ended && !done.isDone()) {
            throw new IllegalStateException("the peers' thread has ended");
        }
        poller.wake();
        try {
            done.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw e;
        }
    }

    /// Watches descriptors no more, and has something done when none of their handlers runs; also
    /// after the thread has ended.
    void unwatch(Runnable then, int... descriptors) throws IOException {
        Work work =
                watched -> {
                    for (int fd : descriptors) {
                        watched.remove(fd);
                    }
                    then.run();
                };
        if (ended) {
            then.run();
        } else {
            run(work);
        }
    }

    boolean isServer() {
        return Thread.currentThread().equals(thread);
    }

    /// Waits until what hosts have sent so far is served.
    public void settle() {
        try {
            run(watched -> {
                while (watched.await(0) > 0) {
                    // Handlers take what there is: in the end nothing is ready.
                    Thread.onSpinWait();
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Ends the thread. Its buses must be closed before.
    @Override
    public void close() {
        if (!stopped) {
            stopped = true;
            poller.wake();
        }
    }
}
