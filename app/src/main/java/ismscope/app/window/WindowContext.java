package ismscope.app.window;

import ismscope.app.fxml.ViewLoader;
import ismscope.app.model.SessionModel;
import ismscope.app.settings.WindowSettings;
import ismscope.app.text.Texts;
import ismscope.app.theme.Appearance;
import ismscope.app.theme.Palette;

/// What all parts of a window share.
///
/// @param model what is shown
/// @param palette colours for canvases
/// @param appearance theme and text size
/// @param texts words
/// @param views FXML
/// @param settings what lasts beyond a run
public record WindowContext(
        SessionModel model,
        Palette palette,
        Appearance appearance,
        Texts texts,
        ViewLoader views,
        WindowSettings settings) {}
