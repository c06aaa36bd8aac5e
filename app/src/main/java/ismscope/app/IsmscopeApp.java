package ismscope.app;

import ismscope.app.model.SessionModel;
import ismscope.app.theme.Palette;
import ismscope.app.theme.Theme;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;

/// The window application.
public final class IsmscopeApp extends Application {
    private static volatile WindowOptions options = WindowOptions.DEFAULTS;

    private final SessionModel model = new SessionModel();
    private final Palette palette = new Palette(Theme.LIGHT);

    /// Called by JavaFX.
    public IsmscopeApp() {}

    /// Starts JavaFX and the window; returns when the window is closed. Once per program run.
    ///
    /// @param chosen what to show
    /// @return exit code: 0 done, 3 the recording is not readable
    public static int open(WindowOptions chosen) {
        options = chosen;
        if (chosen.headless()) {
            System.setProperty("glass.platform", "Headless");
            System.setProperty("prism.order", "sw");
        }
        Application.launch(IsmscopeApp.class);
        return 0;
    }

    @Override
    public void start(Stage stage) {
        BorderPane root = new BorderPane();
        root.setStyle(palette.lookedUpColors());
        int width = options.width() > 0 ? options.width() : 1440;
        int height = options.height() > 0 ? options.height() : 900;
        stage.setScene(new Scene(root, width, height));
        stage.setTitle("Ismscope");
        stage.show();
    }

    @Override
    public void stop() {
        model.close();
    }
}
