package ismscope.app.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.image.Image;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

class PngFileTest {
    @BeforeAll
    static void startToolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    @Test
    void readsBackPixelByPixel(@TempDir Path folder) throws IOException {
        WritableImage image = new WritableImage(37, 11);
        for (int y = 0; y < 11; y++) {
            for (int x = 0; x < 37; x++) {
                image.getPixelWriter().setColor(x, y, Color.rgb(x * 6, y * 20, (x * y) % 256));
            }
        }
        Path file = folder.resolve("picture.png");
        PngFile.write(image, file);
        try (InputStream in = Files.newInputStream(file)) {
            Image read = new Image(in);
            assertThat(read.isError()).isFalse();
            assertThat(read.getWidth()).isEqualTo(37);
            assertThat(read.getHeight()).isEqualTo(11);
            for (int y = 0; y < 11; y++) {
                for (int x = 0; x < 37; x++) {
                    assertThat(read.getPixelReader().getColor(x, y))
                            .isEqualTo(image.getPixelReader().getColor(x, y));
                }
            }
        }
    }
}
