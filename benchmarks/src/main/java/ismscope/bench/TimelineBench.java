package ismscope.bench;

import ismscope.app.model.SessionModel;
import ismscope.app.text.Texts;
import ismscope.app.theme.Appearance;
import ismscope.app.theme.Palette;
import ismscope.app.theme.Theme;
import ismscope.app.timeline.TimelinePane;
import ismscope.inspector.session.RecordingSession;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.stage.Stage;

/// What a frame of the time line costs while somebody zooms and moves through a recording, one step
/// each frame, in a window of the headless platform, with software rendering.
///
/// ```
/// mvn -Pbench -pl benchmarks -am -DskipTests verify -Dbench.main=ismscope.bench.TimelineBench -Dbench=FILE
/// ```
public final class TimelineBench {
    private static final double WIDTH = 1600;
    private static final double HEIGHT = 800;
    private static final Duration WARM_UP = Duration.ofSeconds(6);
    private static final Duration TIME = Duration.ofSeconds(15);
    private static final KeyCode[] STEPS = {
        KeyCode.W, KeyCode.W, KeyCode.S, KeyCode.A, KeyCode.D, KeyCode.A, KeyCode.D,
    };

    /// Steps after which all is shown again, or the ruler is another one.
    private static final int ROUND = 60;

    private TimelineBench() {}

    /// Opens the recordings that the arguments name and prints a line for each.
    public static void main(String[] arguments) throws Exception {
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        Platform.startup(() -> {});
        Platform.setImplicitExit(false);
        for (String argument : arguments) {
            try (RecordingSession session = RecordingSession.open(Path.of(argument))) {
                session.awaitEnd();
                measure(session);
            }
        }
        System.exit(0);
    }

    private static void measure(RecordingSession session) throws Exception {
        SessionModel model = onFx(SessionModel::new);
        Stage stage = onFx(Stage::new);
        long start = System.nanoTime();
        FrameClock clock =
                onFx(() -> {
                    Palette palette = new Palette(Theme.LIGHT);
                    Scene scene = new Scene(new Region(), WIDTH, HEIGHT);
                    FrameClock first = new FrameClock(scene);
                    scene.setRoot(new TimelinePane(model, palette, new Texts(Locale.ROOT)));
                    new Appearance(palette).dress(scene);
                    stage.setScene(scene);
                    stage.show();
                    model.open(session);
                    return first;
                });
        TimelinePane pane = onFx(() -> (TimelinePane) stage.getScene().getRoot());
        while (onFx(pane::shownEvents) < session.snapshot().eventCount()) {
            Thread.sleep(20);
        }
        double made = (System.nanoTime() - start) / 1e9;
        play(stage, WARM_UP);
        clock.clear();
        play(stage, TIME);
        String title = String.format(Locale.ROOT, "%,d events", session.snapshot().eventCount());
        onFx(() -> {
            clock.close();
            model.close();
            stage.hide();
            return title;
        });
        System.out.printf(Locale.ROOT, "made in %.2f s%n", made);
        System.out.println(FrameClock.heading());
        System.out.println(clock.figures(title));
    }

    private static void play(Stage stage, Duration time) throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        long end = System.nanoTime() + time.toNanos();
        for (int step = 1; System.nanoTime() < end; step++) {
            KeyCode code = STEPS[random.nextInt(STEPS.length)];
            if (step % ROUND == 0) {
                code = step % (2 * ROUND) == 0 ? KeyCode.DIGIT0 : KeyCode.O;
            }
            KeyCode pressed = code;
            onFx(() -> {
                press(stage.getScene().lookup("#timeline"), pressed);
                return pressed;
            });
            Thread.sleep(16);
        }
    }

    private static void press(Node tracks, KeyCode code) {
        tracks.fireEvent(
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
    }

    private static <T> T onFx(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Platform.runLater(task);
        return task.get();
    }
}
