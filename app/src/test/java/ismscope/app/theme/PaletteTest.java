package ismscope.app.theme;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.scene.paint.Color;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PaletteTest {
    private static final double READABLE = 4.5;
    private static final int MANY_DEVICES = 40;
    private static final List<Role> GROUNDS =
            List.of(Role.BACKGROUND, Role.PANE, Role.PANE_ALT, Role.CARD, Role.HOVER, Role.RELATED);
    private static final List<Role> INKS =
            List.of(
                    Role.TEXT,
                    Role.TEXT_MUTED,
                    Role.ACCENT,
                    Role.LIVE,
                    Role.PAST,
                    Role.OK,
                    Role.CHAT,
                    Role.NOTE,
                    Role.WARN,
                    Role.ERROR);

    @ParameterizedTest
    @EnumSource(Theme.class)
    void textIsReadableOnEveryGround(Theme theme) {
        Palette palette = new Palette(theme);
        for (Role ground : GROUNDS) {
            for (Role ink : INKS) {
                assertThat(contrast(palette.color(ink), palette.color(ground)))
                        .as("%s on %s", ink, ground)
                        .isGreaterThanOrEqualTo(READABLE);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void everyInkOfARowIsReadableOnTheSelectedRowAndOnWhatWasFound(Theme theme) {
        Palette palette = new Palette(theme);
        for (Role ground : List.of(Role.SELECTION, Role.FOUND)) {
            for (Role ink : INKS) {
                assertThat(contrast(palette.color(ink), palette.color(ground)))
                        .as("%s on %s", ink, ground)
                        .isGreaterThanOrEqualTo(ink == Role.TEXT ? READABLE : 3.6);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void theNumberOfAMarkedRowIsReadable(Theme theme) {
        Palette palette = new Palette(theme);
        assertThat(contrast(palette.color(Role.PANE), palette.color(Role.MARK)))
                .isGreaterThanOrEqualTo(READABLE);
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void deviceNamesAreReadableInTheirColours(Theme theme) {
        Palette palette = new Palette(theme);
        for (int ordinal = 0; ordinal <= MANY_DEVICES; ordinal++) {
            DeviceStyle style = palette.device(ordinal);
            assertThat(contrast(style.color(), palette.color(Role.PANE)))
                    .as("device %d on a pane", ordinal)
                    .isGreaterThanOrEqualTo(READABLE);
            assertThat(contrast(palette.color(Role.TEXT), style.soft()))
                    .as("text on device %d", ordinal)
                    .isGreaterThanOrEqualTo(READABLE);
        }
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void fortyDevicesAreToldApartByColourAndShape(Theme theme) {
        Palette palette = new Palette(theme);
        Set<List<Object>> looks = new HashSet<>();
        Set<String> letters = new HashSet<>();
        for (int ordinal = 1; ordinal <= MANY_DEVICES; ordinal++) {
            DeviceStyle style = palette.device(ordinal);
            looks.add(List.of(style.color(), style.mark()));
            letters.add(style.letter());
        }
        assertThat(looks).hasSize(MANY_DEVICES);
        assertThat(letters).hasSize(MANY_DEVICES).contains("A", "Z", "AA", "AN");
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void styleSheetsGetEveryColour(Theme theme) {
        String style = new Palette(theme).lookedUpColors();
        for (Role role : Role.values()) {
            assertThat(style).contains(role.cssName() + ": " + role.web(theme) + ";");
        }
    }

    /// Contrast as WCAG 2.1 defines it, 1 to 21.
    private static double contrast(Color a, Color b) {
        double one = luminance(a);
        double other = luminance(b);
        return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed())
                + 0.7152 * linear(color.getGreen())
                + 0.0722 * linear(color.getBlue());
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }
}
