package ismscope.bench;

import ismscope.app.fxml.ViewLoader;
import ismscope.app.model.SessionModel;
import ismscope.app.settings.WindowSettings;
import ismscope.app.text.Texts;
import ismscope.app.theme.Appearance;
import ismscope.app.theme.Palette;
import ismscope.app.theme.Theme;
import ismscope.app.window.EmbeddedSources;
import ismscope.app.window.MainWindow;
import ismscope.app.window.WindowContext;
import ismscope.inspector.session.Session;
import ismscope.inspector.session.SessionSnapshot;
import ismscope.inspector.state.SessionState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.HdrHistogram.Histogram;

/// How long after going to an event all panes of the window show it: until the end of the layout in
/// which the state is that event's, for random events of a recording, with each of the lower tabs
/// in front, with software rendering. The screen of the headless platform has 1000x1000 pixels;
/// with `-Dglass.platform=gtk` the window is one of 1600x1000 of the X server.
///
/// A frame begins every 16.7 ms, and going to an event happens anywhere between two: half a frame
/// is the least that this can show in the middle.
///
/// ```
/// mvn -Pbench -pl benchmarks -am -DskipTests verify -Dbench.main=ismscope.bench.MomentBench -Dbench=FILE
/// ```
public final class MomentBench {
    private static final double WIDTH = 1600;
    private static final double HEIGHT = 1000;
    private static final int TIMES = 160;
    private static final int WARM_UP = 40;

    private MomentBench() {}

    /// Opens the recording that the first argument names and prints a line for each tab.
    public static void main(String[] arguments) throws Exception {
        if (System.getProperty("glass.platform") == null) {
            System.setProperty("glass.platform", "Headless");
        }
        System.setProperty("prism.order", "sw");
        Platform.startup(() -> {});
        Platform.setImplicitExit(false);
        SessionModel model = onFx(SessionModel::new);
        Stage stage = onFx(Stage::new);
        Path file = Path.of(arguments[0]);
        onFx(() -> show(model, stage, file));
        while (!onFx(() -> isComplete(model))) {
            Thread.sleep(50);
        }
        System.out.printf("%-14s %8s %8s %8s   milliseconds%n", "tab", "half", "99 %", "longest");
        TabPane tabs = onFx(() -> (TabPane) stage.getScene().lookup(".tab-pane"));
        for (Tab tab : onFx(tabs::getTabs)) {
            onFx(() -> {
                tabs.getSelectionModel().select(tab);
                return tab;
            });
            measure(tab.getText(), model, stage.getScene());
        }
        System.exit(0);
    }

    private static Node show(SessionModel model, Stage stage, Path file) throws Exception {
        Palette palette = new Palette(Theme.DARK);
        Appearance appearance = new Appearance(palette);
        Texts texts = new Texts(Locale.ROOT);
        MainWindow window =
                new MainWindow(
                        new WindowContext(
                                model,
                                palette,
                                appearance,
                                texts,
                                new ViewLoader(texts),
                                new WindowSettings(Files.createTempDirectory("ismscope-bench-"))),
                        new EmbeddedSources());
        Rectangle2D screen = Screen.getPrimary().getBounds();
        Scene scene =
                new Scene(
                        window.view(),
                        Math.min(WIDTH, screen.getWidth()),
                        Math.min(HEIGHT, screen.getHeight()));
        appearance.dress(scene);
        window.install(scene, stage);
        stage.setScene(scene);
        stage.setX(0);
        stage.setY(0);
        stage.show();
        window.open(file);
        return window.view();
    }

    private static boolean isComplete(SessionModel model) {
        return model.snapshot() != null && model.statusProperty().get() == Session.Status.COMPLETE;
    }

    private static void measure(String title, SessionModel model, Scene scene) throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        Histogram times = new Histogram(3);
        for (int i = 0; i < TIMES; i++) {
            long nanos = goTo(model, scene, random);
            if (i >= WARM_UP) {
                times.recordValue(nanos);
            }
            // So that it happens anywhere between two frames.
            Thread.sleep(20 + random.nextInt(17));
        }
        System.out.printf(
                Locale.ROOT,
                "%-14s %8.1f %8.1f %8.1f%n",
                title,
                times.getValueAtPercentile(50) / 1e6,
                times.getValueAtPercentile(99) / 1e6,
                times.getMaxValue() / 1e6);
    }

    private static long goTo(SessionModel model, Scene scene, SplittableRandom random)
            throws Exception {
        CountDownLatch shown = new CountDownLatch(1);
        long[] times = new long[2];
        Runnable laidOut =
                () -> {
                    SessionState state = model.state();
                    if (state != null && state.event() == model.currentEvent() && times[1] == 0) {
                        times[1] = System.nanoTime();
                        shown.countDown();
                    }
                };
        onFx(() -> {
            SessionSnapshot snapshot = model.snapshot();
            times[0] = System.nanoTime();
            scene.addPostLayoutPulseListener(laidOut);
            model.goTo(random.nextLong(snapshot.eventCount()));
            Platform.requestNextPulse();
            return model;
        });
        shown.await();
        onFx(() -> {
            scene.removePostLayoutPulseListener(laidOut);
            return scene;
        });
        return times[1] - times[0];
    }

    private static <T> T onFx(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Platform.runLater(task);
        return task.get();
    }
}
