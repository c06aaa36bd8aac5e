package ismscope.app.model;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.application.Platform;

/// Work that may take longer than a frame, each piece on a thread of its own; the outcome comes
/// back on the JavaFX thread.
///
/// Thread: FX.
public final class BackgroundWork {
    private BackgroundWork() {}

    /// Begins a piece of work.
    ///
    /// @param name of its thread
    /// @param work to do
    /// @param done gets the result
    /// @param failed gets what went wrong
    public static <T> void begin(
            String name, Callable<T> work, Consumer<T> done, Consumer<Exception> failed) {
        Thread.ofVirtual()
                .name(name)
                .start(() -> {
                    try {
                        T result = work.call();
                        Platform.runLater(() -> done.accept(result));
                    } catch (Exception e) {
                        Platform.runLater(() -> failed.accept(e));
                    }
                });
    }

    /// Does something on the JavaFX thread when so much time has passed.
    public static void after(Duration time, Runnable task) {
        Thread.ofVirtual()
                .name("after")
                .start(() -> {
                    try {
                        Thread.sleep(time);
                        Platform.runLater(task);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }
}
