package ismscope.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.app.theme.ThemeChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PicturesTest {
    private static final Path TRACES = Path.of("..", "sample-traces");

    @TempDir private static Path folder;

    static List<String> traces() throws IOException {
        try (Stream<Path> folders = Files.list(TRACES)) {
            return folders.filter(folder -> Files.exists(folder.resolve("trace.pcapng")))
                    .map(folder -> TRACES.relativize(folder).toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("traces")
    void everySampleTraceHasAPicture(String scenario) throws Exception {
        try (OpenWindow open = OpenWindow.of(folder.resolve("settings"), 1440, 900)) {
            open.open(TRACES.resolve(scenario).resolve("trace.pcapng"));
            long middle = open.count() / 2;
            open.act(() -> open.model.goTo(middle));
            open.theme(scenario.length() % 2 == 0 ? ThemeChoice.LIGHT : ThemeChoice.DARK);
            open.picture("window-" + scenario);
        }
        assertThat(Files.size(OpenWindow.PICTURES.resolve("window-" + scenario + ".png")))
                .isGreaterThan(20_000);
    }
}
