package ismscope.app.model;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/// Computes on a worker what the window asks for; a newer question replaces one that was not begun,
/// so that a slow answer never makes a queue.
///
/// Thread: [#ask] on any; answers are handed to the `back` executor, in the order of asking.
///
/// @param <T> what is computed
public final class LatestTask<T> {
    private final Executor worker;
    private final Executor back;
    private final AtomicReference<@Nullable Runnable> waiting = new AtomicReference<>();

    /// {@return a task with a daemon thread of its own, whose answers come on the JavaFX thread}
    ///
    /// @param name of the thread
    public static <T> LatestTask<T> onOwnThread(String name) {
        ThreadFactory factory = Thread.ofPlatform().daemon().name(name).factory();
        return new LatestTask<>(Executors.newSingleThreadExecutor(factory), Platform::runLater);
    }

    /// Wires the worker and the way back.
    public LatestTask(Executor worker, Executor back) {
        this.worker = worker;
        this.back = back;
    }

    /// Asks; the answer may never come if another question follows.
    public void ask(Supplier<T> question, Consumer<T> answer) {
        Runnable work =
                () -> {
                    try {
                        T value = question.get();
                        back.execute(() -> answer.accept(value));
                    } catch (IllegalStateException closed) {
                        // The session was closed under the question: nobody waits for the answer.
                        return;
                    }
                };
        if (waiting.getAndSet(work) == null) {
            worker.execute(this::runWaiting);
        }
    }

    private void runWaiting() {
        Runnable work = waiting.getAndSet(null);
        if (work != null) {
            work.run();
        }
    }
}
