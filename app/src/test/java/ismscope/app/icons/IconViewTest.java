package ismscope.app.icons;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.app.theme.Appearance;
import ismscope.app.theme.Palette;
import ismscope.app.theme.Role;
import ismscope.app.theme.Theme;
import ismscope.app.theme.ThemeChoice;
import java.util.List;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

class IconViewTest {
    @BeforeAll
    static void startToolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    @ParameterizedTest
    @EnumSource(Icon.class)
    void isPaintedInTheTextColourOfEachTheme(Icon icon) {
        for (ThemeChoice theme : List.of(ThemeChoice.LIGHT, ThemeChoice.DARK)) {
            Palette palette = new Palette(Theme.LIGHT);
            WritableImage picture = picture(icon, palette, theme);
            assertThat(count(picture, palette.color(Role.TEXT)))
                    .as("pixels in the text colour, %s", theme)
                    .isBetween(40, 1200);
        }
    }

    private static WritableImage picture(Icon icon, Palette palette, ThemeChoice theme) {
        return WaitForAsyncUtils.waitForAsyncFx(
                10_000,
                () -> {
                    Scene scene = new Scene(new StackPane(new Group(icon.view(40))), 60, 60);
                    Appearance appearance = new Appearance(palette);
                    appearance.dress(scene);
                    appearance.choose(theme);
                    return scene.snapshot(null);
                });
    }

    @Test
    void applicationIconHasEverySizeItPromises() {
        assertThat(Icon.application())
                .extracting(Image::getWidth)
                .containsExactly(16.0, 24.0, 32.0, 48.0, 64.0, 128.0, 256.0);
    }

    private static int count(WritableImage picture, Color wanted) {
        int found = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                if (picture.getPixelReader().getColor(x, y).equals(wanted)) {
                    found++;
                }
            }
        }
        return found;
    }
}
