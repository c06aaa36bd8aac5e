package ismscope.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.app.events.EventListView;
import ismscope.app.fxml.ViewLoader;
import ismscope.app.model.SessionModel;
import ismscope.app.picture.PngFile;
import ismscope.app.settings.WindowSettings;
import ismscope.app.text.Texts;
import ismscope.app.theme.Appearance;
import ismscope.app.theme.Palette;
import ismscope.app.theme.Theme;
import ismscope.app.theme.ThemeChoice;
import ismscope.device.scenario.ScenarioOptions;
import ismscope.device.tap.VirtualClock;
import ismscope.inspector.session.LiveRun;
import ismscope.inspector.session.LiveSession;
import ismscope.inspector.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/// The real window on the headless platform, with real sessions, and what a test does with it.
final class OpenWindow implements AutoCloseable {
    static final Path PICTURES = Path.of("target", "screenshots");
    private static final int PATIENCE_SECONDS = 60;

    final FxRobot robot = new FxRobot();
    final SessionModel model;
    final MainWindow window;
    final Stage stage;
    final Texts texts = new Texts(Locale.ROOT);
    final ArrayDeque<Path> answers = new ArrayDeque<>();
    private final Appearance appearance;

    private OpenWindow(SessionModel model, MainWindow window, Stage stage, Appearance appearance) {
        this.model = model;
        this.window = window;
        this.stage = stage;
        this.appearance = appearance;
    }

    /// Opens a window that remembers in this folder.
    static OpenWindow of(Path settings, double width, double height) throws Exception {
        Stage stage = FxToolkit.registerPrimaryStage();
        return onFx(() -> {
            SessionModel model = new SessionModel();
            Palette palette = new Palette(Theme.LIGHT);
            Appearance appearance = new Appearance(palette);
            appearance.choose(ThemeChoice.LIGHT);
            Texts texts = new Texts(Locale.ROOT);
            WindowContext context =
                    new WindowContext(
                            model,
                            palette,
                            appearance,
                            texts,
                            new ViewLoader(texts),
                            new WindowSettings(settings));
            MainWindow window = new MainWindow(context, new EmbeddedSources());
            OpenWindow open = new OpenWindow(model, window, stage, appearance);
            Scene scene = new Scene(window.view(), width, height);
            appearance.dress(scene);
            window.install(scene, open.files());
            stage.setScene(scene);
            stage.setWidth(width);
            stage.setHeight(height);
            stage.show();
            return open;
        });
    }

    /// A recording of a scenario, played as fast as the machine goes on a clock of its own.
    static Path record(Path folder, String scenario, Duration time) throws Exception {
        Path file = folder.resolve(scenario + ".pcapng");
        if (Files.notExists(file)) {
            ScenarioOptions options = ScenarioOptions.of(scenario).withSeed(1).withLimit(time);
            LiveRun run = LiveRun.of(options).withClock(new VirtualClock()).lossless().into(file);
            try (LiveSession session = LiveSession.start(run)) {
                session.awaitEnd();
                assertThat(session.notice()).isEmpty();
            }
        }
        return file;
    }

    private FileQuestions files() {
        return new FileQuestions() {
            @Override
            public Optional<Path> captureToOpen() {
                return Optional.ofNullable(answers.poll());
            }

            @Override
            public Optional<Path> fileToSave(String suggestion, String kind) {
                return Optional.ofNullable(answers.poll());
            }
        };
    }

    /// Opens a capture and waits until all of it is there.
    void open(Path file) {
        WaitForAsyncUtils.asyncFx(() -> window.open(file));
        until(() ->
                model.sessionProperty().get() != null
                        && model.statusProperty().get() == Session.Status.COMPLETE
                        && model.snapshot() != null
                        && model.sessionProperty().get().file().equals(file));
    }

    void play(String scenario) {
        WaitForAsyncUtils.asyncFx(() -> window.play(ScenarioOptions.of(scenario).withSeed(1)));
        until(() -> model.snapshot() != null && model.snapshot().eventCount() > 0);
    }

    void theme(ThemeChoice choice) throws Exception {
        onFx(() -> {
            appearance.choose(choice);
            return choice;
        });
    }

    /// Does something on the JavaFX thread, and lets what follows from it happen.
    void act(Runnable action) throws Exception {
        onFx(() -> {
            action.run();
            return action;
        });
        settle();
    }

    <T extends Node> T node(String query) {
        return robot.lookup(query).query();
    }

    EventListView events() {
        return node("#event-list");
    }

    /// Waits until the window has nothing more to do.
    void settle() {
        WaitForAsyncUtils.waitForFxEvents();
        until(() -> {
            boolean known = model.snapshot() == null || model.snapshot().eventCount() == 0;
            return known
                    || (model.state() != null && model.state().event() == model.currentEvent())
                    || model.following();
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    /// Waits until something holds on the JavaFX thread.
    static void until(BooleanSupplier condition) {
        try {
            WaitForAsyncUtils.waitFor(
                    PATIENCE_SECONDS, TimeUnit.SECONDS, () -> onFx(condition::getAsBoolean));
        } catch (java.util.concurrent.TimeoutException e) {
            throw new AssertionError("did not come true within a minute", e);
        }
    }

    static <T> T onFx(Callable<T> work) throws Exception {
        return WaitForAsyncUtils.waitFor(
                PATIENCE_SECONDS, TimeUnit.SECONDS, WaitForAsyncUtils.asyncFx(work));
    }

    /// Leaves a picture that a person can look at.
    void picture(String name) throws Exception {
        settle();
        Files.createDirectories(PICTURES);
        onFx(() -> {
            PngFile.write(stage.getScene().snapshot(null), PICTURES.resolve(name + ".png"));
            return name;
        });
    }

    @Override
    public void close() throws IOException {
        Session session = model.sessionProperty().get();
        WaitForAsyncUtils.waitForAsyncFx(
                10_000,
                () -> {
                    model.close();
                    stage.hide();
                });
        if (session != null) {
            session.close();
        }
    }
}
