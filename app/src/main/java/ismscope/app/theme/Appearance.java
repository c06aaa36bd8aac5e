package ismscope.app.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Scene;

/// Dresses windows in the theme that the user chose, at the size the user zoomed to.
///
/// Thread: FX.
public final class Appearance {
    private static final double USUAL_FONT_SIZE = 13;
    private static final double ZOOM_STEP = 1;

    private final Palette palette;
    private final ReadOnlyObjectWrapper<ThemeChoice> choice =
            new ReadOnlyObjectWrapper<>(ThemeChoice.SYSTEM);
    private final List<Scene> scenes = new ArrayList<>();

    /// Governs this palette.
    public Appearance(Palette palette) {
        this.palette = palette;
        Platform.getPreferences().colorSchemeProperty().addListener(_ -> choose(choice.get()));
    }

    /// {@return what the user chose}
    public ReadOnlyObjectProperty<ThemeChoice> choiceProperty() {
        return choice.getReadOnlyProperty();
    }

    /// Changes the theme of all windows.
    public void choose(ThemeChoice wanted) {
        choice.set(wanted);
        boolean systemDark = Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
        boolean dark = wanted == ThemeChoice.DARK || (wanted == ThemeChoice.SYSTEM && systemDark);
        palette.setTheme(dark ? Theme.DARK : Theme.LIGHT);
        Application.setUserAgentStylesheet(
                dark
                        ? new PrimerDark().getUserAgentStylesheet()
                        : new PrimerLight().getUserAgentStylesheet());
        scenes.forEach(this::paint);
    }

    /// Changes to the other theme.
    public void switchTheme() {
        choose(palette.theme() == Theme.DARK ? ThemeChoice.LIGHT : ThemeChoice.DARK);
    }

    /// Makes text larger or smaller by a step, or as usual with 0.
    public void zoom(int steps) {
        setFontSize(steps == 0 ? USUAL_FONT_SIZE : palette.fontSize() + steps * ZOOM_STEP);
    }

    /// Sets the size of text in pixels.
    public void setFontSize(double pixels) {
        palette.setFontSize(pixels);
        scenes.forEach(this::paint);
    }

    /// Dresses a window, now and whenever the theme changes.
    public void dress(Scene scene) {
        scenes.add(scene);
        paint(scene);
    }

    /// Forgets a window that was closed.
    public void undress(Scene scene) {
        scenes.remove(scene);
    }

    private void paint(Scene scene) {
        scene.getStylesheets()
                .setAll(Appearance.class.getResource("window.css").toExternalForm(), colours());
        scene.getRoot()
                .setStyle(String.format(Locale.ROOT, "-fx-font-size: %.1fpx;", palette.fontSize()));
    }

    /// {@return a style sheet of the palette's colours}
    private String colours() {
        // A menu is styled for the first time while it does not yet know to which window it
        // belongs: what is on that window's root would not be found, a rule for any root is.
        String rule = ".root { " + palette.lookedUpColors() + "}";
        return "data:text/css;base64,"
                + Base64.getEncoder().encodeToString(rule.getBytes(StandardCharsets.UTF_8));
    }
}
