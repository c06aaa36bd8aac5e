package ismscope.app.theme;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;

/// The colours of the current theme, for canvases; [#lookedUpColors] hands the same to style
/// sheets.
///
/// Canvases draw anew when [#themeProperty] or [#fontSizeProperty] changes and keep no colours.
/// Thread: FX.
public final class Palette {
    private static final String[][] DEVICE_COLORS = {
        {"#0B62B5", "#5AB0FF"}, // blue
        {"#A84300", "#FF9D52"}, // vermilion
        {"#00704F", "#35C795"}, // green
        {"#96307F", "#EE92D6"}, // purple
        {"#7A5B00", "#E3C04A"}, // yellow-brown
        {"#006C86", "#52CBEA"}, // sky
        {"#A3223F", "#FF8C9F"}, // red
        {"#4E4AA8", "#A9A6FF"}, // indigo
    };

    /// Fixed-width letters look larger than others of their size.
    private static final double MONO_SCALE = 0.96;

    private static final double SOFT_SHARE = 0.16;
    private static final double SOFT_SHARE_DARK = 0.24;

    private final ReadOnlyObjectWrapper<Theme> theme;
    private final Map<Role, Color> colors = new EnumMap<>(Role.class);
    private final ReadOnlyObjectWrapper<Double> fontSize = new ReadOnlyObjectWrapper<>(13.0);

    /// Starts with a theme.
    public Palette(Theme first) {
        theme = new ReadOnlyObjectWrapper<>(first);
        mixColors(first);
    }

    /// {@return the current theme}
    public ReadOnlyObjectProperty<Theme> themeProperty() {
        return theme.getReadOnlyProperty();
    }

    /// {@return the size of text in pixels, as zoomed by the user}
    public ReadOnlyObjectProperty<Double> fontSizeProperty() {
        return fontSize.getReadOnlyProperty();
    }

    /// {@return the current theme}
    public Theme theme() {
        return theme.get();
    }

    /// {@return the size of text in pixels}
    public double fontSize() {
        return fontSize.get();
    }

    /// Changes the theme.
    public void setTheme(Theme next) {
        mixColors(next);
        theme.set(next);
    }

    /// Changes the size of text; kept within 8 to 32 pixels.
    public void setFontSize(double pixels) {
        fontSize.set(Math.clamp(pixels, 8, 32));
    }

    /// {@return the colour for this purpose in the current theme}
    public Color color(Role role) {
        return Objects.requireNonNull(colors.get(role));
    }

    /// {@return how this device is told from others in the current theme}
    ///
    /// @param ordinal of the device; 0 is the host, anything below counts as the host
    public DeviceStyle device(int ordinal) {
        boolean dark = theme.get() == Theme.DARK;
        if (ordinal <= 0) {
            Color muted = color(Role.TEXT_MUTED);
            return new DeviceStyle(muted, soft(muted), "", DeviceStyle.Mark.CIRCLE);
        }
        int index = ordinal - 1;
        Color color = Color.web(DEVICE_COLORS[index % DEVICE_COLORS.length][dark ? 1 : 0]);
        DeviceStyle.Mark[] marks = DeviceStyle.Mark.values();
        return new DeviceStyle(color, soft(color), letters(index), marks[index % marks.length]);
    }

    /// {@return the font of bytes, numbers and rows, at the current size}
    public Font mono() {
        return MonoFont.of(fontSize() * MONO_SCALE);
    }

    /// {@return the font of labels, at the current size times `scale`}
    public Font label(double scale) {
        return Font.font("System", FontWeight.NORMAL, fontSize() * scale);
    }

    /// {@return the font of titles, at the current size times `scale`}
    public Font bold(double scale) {
        return Font.font("System", FontWeight.BOLD, fontSize() * scale);
    }

    /// {@return all colours as an inline style for the root node: `-ism-text: #1B222C; ...`}
    public String lookedUpColors() {
        StringBuilder style = new StringBuilder();
        for (Role role : Role.values()) {
            style.append(role.cssName()).append(": ").append(role.web(theme.get())).append("; ");
        }
        return style.toString();
    }

    /// {@return the part of `over` laid on `under`}
    ///
    /// @param share 0 (all `under`) to 1 (all `over`)
    public static Color mix(Color under, Color over, double share) {
        return under.interpolate(over, share);
    }

    private void mixColors(Theme next) {
        for (Role role : Role.values()) {
            colors.put(role, Color.web(role.web(next)));
        }
    }

    private Color soft(Color color) {
        double share = theme.get() == Theme.DARK ? SOFT_SHARE_DARK : SOFT_SHARE;
        return mix(color(Role.PANE), color, share);
    }

    private static String letters(int index) {
        StringBuilder text = new StringBuilder();
        for (int rest = index; rest >= 0; rest = rest / 26 - 1) {
            text.insert(0, (char) ('A' + rest % 26));
        }
        return text.toString();
    }
}
