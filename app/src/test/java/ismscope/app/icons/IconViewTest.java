package ismscope.app.icons;

import static org.assertj.core.api.Assertions.assertThat;

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
    void isPaintedInTheTextColourOfItsScene(Icon icon) {
        WritableImage picture =
                WaitForAsyncUtils.waitForAsyncFx(
                        10_000,
                        () -> {
                            StackPane root = new StackPane(new Group(icon.view(40)));
                            root.setStyle("-ism-text: #ff0000; -fx-background-color: white;");
                            return new Scene(root, 60, 60).snapshot(null);
                        });
        assertThat(count(picture, Color.RED)).as("red pixels").isBetween(40, 1200);
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
