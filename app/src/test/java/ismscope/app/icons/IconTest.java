package ismscope.app.icons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IconTest {
    private static final Path FOLDER = Path.of("..", "icons");

    @Test
    void eachFileIsAnIconAndEachIconHasAFile() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(
                            files.map(file -> file.getFileName().toString())
                                    .filter(name -> name.endsWith(".svg"))
                                    .filter(name -> !name.equals("ismscope.svg")))
                    .containsExactlyInAnyOrderElementsOf(
                            Arrays.stream(Icon.values())
                                    .map(icon -> icon.name().toLowerCase(Locale.ROOT) + ".svg")
                                    .toList());
        }
    }

    @ParameterizedTest
    @EnumSource(Icon.class)
    void keepsToTheGridAndToOneColour(Icon icon) {
        SvgFile file = SvgFile.packaged(icon.name().toLowerCase(Locale.ROOT) + ".svg");
        assertThat(file.grid()).isEqualTo(20);
        assertThat(file.shapes())
                .isNotEmpty()
                .allSatisfy(shape -> {
                    assertThat(shape.data()).startsWith("M");
                    assertThat(shape.fill()).isIn("none", "currentColor");
                    assertThat(shape.stroke()).isIn("none", "currentColor");
                    assertThat(shape.filled() || shape.stroked()).isTrue();
                });
    }

    @Test
    void inheritsStrokeFromTheFileAndLetsAPathSayOtherwise() {
        SvgFile file =
                SvgFile.parse(
                        "<svg viewBox=\"0 0 20 20\" stroke=\"currentColor\" stroke-width=\"1.5\">"
                                + "<path d=\"M1 1h2\"/>"
                                + "<path d=\"M1 1h2v2z\" fill=\"#ff0000\" stroke=\"none\"/></svg>");
        assertThat(file.shapes())
                .containsExactly(
                        new SvgFile.Shape("M1 1h2", "none", "currentColor", 1.5),
                        new SvgFile.Shape("M1 1h2v2z", "#ff0000", "none", 1.5));
    }

    @Test
    void refusesATextThatIsNoPicture() {
        assertThatThrownBy(() -> SvgFile.parse("<html></html>"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no viewBox");
    }
}
