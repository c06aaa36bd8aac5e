package ismscope.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.app.events.EventListView;
import ismscope.app.fxml.ViewLoader;
import ismscope.app.graph.GraphPane;
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
import ismscope.inspector.session.SessionSnapshot;
import ismscope.inspector.state.SessionState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
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
            public Optional<Path> backendFolder() {
                return Optional.ofNullable(answers.poll());
            }

            @Override
            public Optional<Path> fileToSave(String suggestion, String kind) {
                return Optional.ofNullable(answers.poll());
            }
        };
    }

    /// Opens a capture and waits until all of it is there.
    void open(Path file) throws Exception {
        act(() -> window.open(file));
        until(() -> {
            Session session = model.sessionProperty().get();
            return session != null
                    && session.file().equals(file)
                    && model.statusProperty().get() == Session.Status.COMPLETE;
        });
    }

    void play(String scenario) throws Exception {
        act(() -> window.play(ScenarioOptions.of(scenario).withSeed(1)));
        until(() -> count() > 0);
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

    /// Presses keys together, in this order, and lets what follows from it happen.
    void press(KeyCode... keys) {
        robot.press(keys).release(keys);
        settle();
    }

    Node node(String query) {
        return robot.lookup(query).query();
    }

    <T extends Node> T node(Class<T> type, String query) {
        return robot.lookup(query).queryAs(type);
    }

    /// {@return the snapshot that is shown; there is a session}
    SessionSnapshot snapshot() {
        return Objects.requireNonNull(model.snapshot());
    }

    /// {@return events in it, 0 without a session}
    long count() {
        SessionSnapshot now = model.snapshot();
        return now == null ? 0 : now.eventCount();
    }

    EventListView events() {
        return node(EventListView.class, "#event-list");
    }

    /// Waits until the window has nothing more to do.
    void settle() {
        WaitForAsyncUtils.waitForFxEvents();
        until(() -> {
            SessionState state = model.state();
            boolean computed = state != null && state.event() == model.currentEvent();
            return count() == 0 || model.following() || computed;
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
        if (!model.statusProperty().get().isOngoing()) {
            until(node(GraphPane.class, "#graph-pane")::atRest);
        }
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
