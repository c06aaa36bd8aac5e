package ismscope.app.fxml;

import ismscope.app.text.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Locale;
import javafx.fxml.FXMLLoader;
import javafx.scene.Parent;

/// Makes views from their files. A file that is missing or broken is a defect and throws.
public final class ViewLoader {
    private final Texts texts;

    /// Uses these words for `%key` in the files.
    public ViewLoader(Texts texts) {
        this.texts = texts;
    }

    /// Makes a view.
    ///
    /// @param controller gets the `fx:id` fields; its `initialize` method is called
    /// @return the root of the view
    public Parent load(View view, Object controller) {
        FXMLLoader loader = new FXMLLoader(file(view), texts.bundle());
        loader.setController(controller);
        try {
            return loader.load();
        } catch (IOException e) {
            throw new UncheckedIOException("view cannot be loaded: name=" + view, e);
        }
    }

    private static URL file(View view) {
        String name = view.name().toLowerCase(Locale.ROOT) + ".fxml";
        URL file = ViewLoader.class.getResource(name);
        if (file == null) {
            throw new IllegalStateException("view is not packaged: name=" + name);
        }
        return file;
    }
}
