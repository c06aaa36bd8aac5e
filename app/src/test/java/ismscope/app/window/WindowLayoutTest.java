package ismscope.app.window;

import static ismscope.app.window.OpenWindow.onFx;
import static org.assertj.core.api.Assertions.assertThat;

import ismscope.app.settings.WindowSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowLayoutTest {
    @TempDir private Path settings;

    private double rememberedByAWindow() throws Exception {
        OpenWindow open = OpenWindow.of(settings, 1440, 900);
        open.play("hello");
        onFx(() -> {
            open.window.remember();
            return true;
        });
        open.close();
        return new WindowSettings(settings).number("divider.right", -1);
    }

    @Test
    void dividersThatNobodyMovesStayToTheLastDigit() throws Exception {
        assertThat(rememberedByAWindow()).isEqualTo(0.58);
        assertThat(rememberedByAWindow()).isEqualTo(0.58);
    }
}
