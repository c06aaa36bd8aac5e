package ismscope.app;

import ismscope.app.frame.FrameMeter;
import ismscope.app.fxml.ViewLoader;
import ismscope.app.icons.Icon;
import ismscope.app.model.BackgroundWork;
import ismscope.app.model.SessionModel;
import ismscope.app.picture.FirstFrame;
import ismscope.app.picture.PngFile;
import ismscope.app.picture.TrueSizePane;
import ismscope.app.settings.WindowSettings;
import ismscope.app.text.Texts;
import ismscope.app.theme.Appearance;
import ismscope.app.theme.Palette;
import ismscope.app.theme.Theme;
import ismscope.app.theme.ThemeChoice;
import ismscope.app.window.EmbeddedSources;
import ismscope.app.window.MainWindow;
import ismscope.app.window.WindowContext;
import ismscope.inspector.control.BackendAddress;
import ismscope.inspector.session.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.Group;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/// The window application.
public final class IsmscopeApp extends Application {
    private static final double USUAL_WIDTH = 1440;
    private static final double USUAL_HEIGHT = 900;
    private static final double LEAST_WIDTH = 760;
    private static final double LEAST_HEIGHT = 480;

    /// What is compiled while the window is new would be taken for its pace.
    private static final Duration BEFORE_MEASURING = Duration.ofSeconds(3);

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int UNREADABLE = 3;

    private static volatile WindowOptions options = WindowOptions.DEFAULTS;
    private static volatile Consumer<Duration> firstFrame = _ -> {};
    private static volatile int exitCode;
    private static volatile String trouble = "";
    private static volatile FrameMeter.@Nullable Figures frames;

    private final SessionModel model = new SessionModel();
    private @Nullable MainWindow window;
    private @Nullable Stage stage;
    private @Nullable WindowContext context;

    /// Called by JavaFX.
    public IsmscopeApp() {}

    /// Starts JavaFX and the window; returns when the window is closed. Once per program run.
    ///
    /// @param chosen what to show
    /// @return exit code: 0 done, 1 a file could not be written, 3 the recording is not readable;
    ///   [#trouble] has the sentence
    public static int open(WindowOptions chosen) {
        options = chosen;
        exitCode = DONE;
        if (chosen.headless()) {
            System.setProperty("glass.platform", "Headless");
            System.setProperty("prism.order", "sw");
        }
        Application.launch(IsmscopeApp.class);
        return exitCode;
    }

    /// {@return why the exit code is not 0, as a sentence; empty if it is 0}
    public static String trouble() {
        return trouble;
    }

    /// {@return how smooth the window was, null if that was not measured or the window was closed
    /// within its first three seconds}
    public static FrameMeter.@Nullable Figures frames() {
        return frames;
    }

    /// Asks to be told when the first frame is painted, how long after the start of the process.
    public static void onFirstFrame(Consumer<Duration> told) {
        firstFrame = told;
    }

    @Override
    public void start(Stage primary) {
        stage = primary;
        WindowSettings settings = new WindowSettings(WindowSettings.usualFolder());
        Palette palette = new Palette(Theme.LIGHT);
        Appearance appearance = new Appearance(palette);
        ThemeChoice theme = options.theme();
        appearance.choose(theme == null ? settings.choice("theme", ThemeChoice.SYSTEM) : theme);
        appearance.setFontSize(settings.number("font", palette.fontSize()));
        Texts texts = new Texts(Locale.getDefault());
        WindowContext shared =
                new WindowContext(
                        model, palette, appearance, texts, new ViewLoader(texts), settings);
        context = shared;
        MainWindow built = new MainWindow(shared, new EmbeddedSources());
        window = built;
        begin(built);
        show(primary, built, shared);
        FirstFrame.await(time -> {
            primary.getIcons().setAll(Icon.application());
            firstFrame.accept(time);
            if (options.measured()) {
                BackgroundWork.after(BEFORE_MEASURING, () -> measure(built));
            }
        });
        if (!options.measured()) {
            finishInTime();
        }
    }

    private void measure(MainWindow built) {
        built.meter().setOn(true);
        finishInTime();
    }

    private void finishInTime() {
        if (!options.runTime().isZero()) {
            BackgroundWork.after(options.runTime(), this::finish);
        }
    }

    private static void begin(MainWindow built) {
        Path recording = options.recording();
        BackendAddress backend = options.backend();
        if (backend != null) {
            built.attach(backend);
        } else if (recording == null) {
            // The window ends the run, so that its picture shows a story that still goes on.
            built.play(options.scenario().withoutLimit());
        } else if (options.replaySpeed() > 0) {
            built.replay(recording, options.replaySpeed());
        } else {
            built.open(recording);
        }
    }

    private static void show(Stage primary, MainWindow built, WindowContext shared) {
        WindowSettings settings = shared.settings();
        double width =
                options.width() > 0
                        ? options.width()
                        : settings.number("window.width", USUAL_WIDTH);
        double height =
                options.height() > 0
                        ? options.height()
                        : settings.number("window.height", USUAL_HEIGHT);
        Scene scene = scene(built.view(), width, height);
        shared.appearance().dress(scene);
        built.install(scene, primary);
        primary.setScene(scene);
        primary.setMinWidth(LEAST_WIDTH);
        primary.setMinHeight(LEAST_HEIGHT);
        primary.setTitle("Ismscope");
        primary.show();
    }

    /// The screen of the headless platform is a buffer of fixed size, and a window that reaches
    /// beyond it fails to be painted: such a window becomes as large as the screen.
    private static Scene scene(Parent view, double width, double height) {
        Rectangle2D screen = Screen.getPrimary().getBounds();
        if (!options.headless() || (width <= screen.getWidth() && height <= screen.getHeight())) {
            return new Scene(view, width, height);
        }
        return new Scene(
                new TrueSizePane(view, width, height),
                Math.min(width, screen.getWidth()),
                Math.min(height, screen.getHeight()));
    }

    private static WritableImage picture(Scene scene) {
        return scene.getRoot() instanceof TrueSizePane whole
                ? whole.picture()
                : scene.snapshot(null);
    }

    /// Takes the picture that was asked for and ends the program.
    private void finish() {
        Stage shown = Objects.requireNonNull(stage);
        Path picture = options.screenshot();
        if (picture != null) {
            try {
                PngFile.write(picture(shown.getScene()), picture);
            } catch (IOException e) {
                fail(FAILED, "the picture cannot be written to " + picture + ": " + e.getMessage());
            }
        }
        Platform.exit();
    }

    @Override
    public void stop() {
        noteFrames();
        remember();
        if (stage != null) {
            // A frame that comes due while the toolkit ends finds nobody to paint it, and says so
            // with a stack trace.
            stage.hide();
            // A hidden window's styles are forgotten; what still changes in its panes would look
            // for them, and complain on standard error.
            stage.getScene().setRoot(new Group());
        }
        Session session = model.sessionProperty().get();
        Path keep = options.keepFile();
        if (session == null) {
            noteUnreadable();
            return;
        }
        if (keep != null) {
            try {
                session.saveTo(keep);
            } catch (IOException e) {
                fail(FAILED, "the session cannot be saved to " + keep + ": " + e.getMessage());
            }
        }
        model.close();
        session.close();
    }

    private void noteFrames() {
        MainWindow built = window;
        if (options.measured() && built != null && built.meter().isOn()) {
            frames = built.meter().figures();
        }
    }

    private void noteUnreadable() {
        MainWindow built = window;
        boolean asked = options.recording() != null || options.backend() != null;
        if (asked && built != null && !built.problem().isEmpty()) {
            fail(UNREADABLE, built.problem());
        }
    }

    private void remember() {
        MainWindow built = window;
        Stage shown = stage;
        WindowContext shared = context;
        if (built == null || shown == null || shared == null || options.headless()) {
            return;
        }
        if (!shown.isMaximized() && !shown.isFullScreen()) {
            shared.settings().put("window.width", shown.getScene().getWidth());
            shared.settings().put("window.height", shown.getScene().getHeight());
        }
        built.remember();
    }

    private static void fail(int code, String sentence) {
        exitCode = code;
        trouble = sentence;
    }
}
