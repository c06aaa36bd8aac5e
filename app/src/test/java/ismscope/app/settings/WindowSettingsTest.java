package ismscope.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.app.theme.ThemeChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowSettingsTest {
    @TempDir private Path folder;

    @Test
    void remembersFromRunToRun() throws IOException {
        WindowSettings first = new WindowSettings(folder.resolve("new"));
        first.put("divider.left", 0.25);
        first.put("theme", ThemeChoice.DARK);
        first.save();
        WindowSettings second = new WindowSettings(folder.resolve("new"));
        assertThat(second.number("divider.left", 0.5)).isEqualTo(0.25);
        assertThat(second.choice("theme", ThemeChoice.SYSTEM)).isEqualTo(ThemeChoice.DARK);
    }

    @Test
    void takesWhatItCannotReadAsNotSaid() throws IOException {
        Files.writeString(
                folder.resolve("window.properties"),
                "divider.left=left\ntheme=PLAID\nbroken=\\u12\n");
        WindowSettings settings = new WindowSettings(folder);
        assertThat(settings.number("divider.left", 0.5)).isEqualTo(0.5);
        assertThat(settings.choice("theme", ThemeChoice.LIGHT)).isEqualTo(ThemeChoice.LIGHT);
    }

    @Test
    void writesOneReadableLineForEachValue() throws IOException {
        WindowSettings settings = new WindowSettings(folder);
        settings.put("theme", ThemeChoice.DARK);
        settings.put("font", 14.0);
        settings.save();
        assertThat(folder.resolve("window.properties")).hasContent("font=14.0\ntheme=DARK\n");
    }
}
