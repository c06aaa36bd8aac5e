package ismscope.app.text;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.app.action.ActionId;
import ismscope.app.action.MenuId;
import ismscope.app.action.Scope;
import ismscope.device.tap.Severity;
import ismscope.device.tap.TapKind;
import ismscope.inspector.export.ExportFormat;
import ismscope.inspector.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Compares the bundle with its uses, both ways: literals in the sources, `%key` in the views, and
/// the keys that enums make.
class TextsTest {
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Path VIEWS = Path.of("..", "fxml");
    private static final Pattern LITERAL = Pattern.compile("\"([a-z_]+(?:\\.[a-z_]+)+|[a-z_]+)\"");
    private static final Pattern CALL =
            Pattern.compile("texts\\.text\\(\\s*\"([a-z_.]+)\"\\s*[,)]");
    private static final Pattern IN_VIEW = Pattern.compile("\"%([a-z_.]+)\"");
    private final Texts texts = new Texts(Locale.ROOT);

    @Test
    void everyWordThatIsAskedForIsInTheBundle() throws IOException {
        Set<String> asked = new TreeSet<>(made());
        asked.addAll(found(VIEWS, ".fxml", IN_VIEW));
        asked.addAll(found(SOURCES, ".java", CALL));
        assertThat(texts.bundle().keySet()).containsAll(asked);
        assertThat(asked).hasSizeGreaterThan(140);
    }

    @Test
    void everyWordInTheBundleIsAskedFor() throws IOException {
        Set<String> used = new TreeSet<>(made());
        used.addAll(found(VIEWS, ".fxml", IN_VIEW));
        used.addAll(found(SOURCES, ".java", LITERAL));
        assertThat(used).containsAll(texts.bundle().keySet());
    }

    @Test
    void everyPatternIsWellFormed() {
        for (String key : texts.bundle().keySet()) {
            assertThat(texts.text(key)).as(key).isNotBlank();
            assertThat(new MessageFormat(texts.text(key), Locale.ROOT).toPattern())
                    .as(key)
                    .isNotBlank();
        }
    }

    @Test
    void numbersInSentencesComeInGroups() {
        assertThat(texts.text("status.events", 48_213L)).isEqualTo("48,213 events");
    }

    private static List<String> made() {
        List<String> keys = new ArrayList<>();
        Arrays.stream(ActionId.values()).map(ActionId::textKey).forEach(keys::add);
        Arrays.stream(Scope.values()).map(Scope::textKey).forEach(keys::add);
        Arrays.stream(MenuId.values())
                .filter(menu -> menu != MenuId.NONE)
                .map(MenuId::textKey)
                .forEach(keys::add);
        for (String column :
                List.of(
                        "number",
                        "time",
                        "device",
                        "operation",
                        "token",
                        "length",
                        "result",
                        "latency",
                        "info")) {
            keys.add("column." + column);
            keys.add("column." + column + ".tip");
        }
        Arrays.stream(ExportFormat.values())
                .map(format -> "export.format." + format.extension())
                .forEach(keys::add);
        lower(TapKind.values(), "kind.", keys);
        lower(Severity.values(), "severity.", keys);
        lower(Session.Status.values(), "status.", keys);
        return keys;
    }

    private static void lower(Enum<?>[] constants, String prefix, List<String> keys) {
        Arrays.stream(constants)
                .map(constant -> prefix + constant.name().toLowerCase(Locale.ROOT))
                .forEach(keys::add);
    }

    private static Set<String> found(Path folder, String ending, Pattern pattern)
            throws IOException {
        Set<String> keys = new TreeSet<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(ending)).toList()) {
                Matcher matcher = pattern.matcher(Files.readString(file));
                while (matcher.find()) {
                    keys.add(matcher.group(1));
                }
            }
        }
        return keys;
    }
}
