package ismscope.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.app.theme.ThemeChoice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PicturesTest {
    @TempDir private static Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {"tour", "hello", "smc", "fan-out", "permissions", "crowd", "faulty-driver"})
    void everyScenarioHasAPicture(String scenario) throws Exception {
        Path capture = OpenWindow.record(folder, scenario, Duration.ofSeconds(20));
        try (OpenWindow open = OpenWindow.of(folder.resolve("settings"), 1440, 900)) {
            open.open(capture);
            long middle = open.count() / 2;
            open.act(() -> open.model.goTo(middle));
            open.theme(scenario.length() % 2 == 0 ? ThemeChoice.LIGHT : ThemeChoice.DARK);
            open.picture("window-" + scenario);
        }
        assertThat(Files.size(OpenWindow.PICTURES.resolve("window-" + scenario + ".png")))
                .isGreaterThan(20_000);
    }
}
