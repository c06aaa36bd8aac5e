package ismscope.inspector.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class IsmFieldTest {
    private static final Pattern ROW = Pattern.compile("^\\| `([a-z0-9_.]+)` \\| (\\w+) \\| .+");

    @Test
    void theDocumentedTableHasEveryFieldWithItsType() throws IOException {
        Map<String, String> documented = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("..", "docs", "fields.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                assertThat(documented.put(row.group(1), row.group(2))).as(line).isNull();
            }
        }

        assertThat(documented)
                .isEqualTo(
                        Arrays.stream(IsmField.values())
                                .collect(
                                        Collectors.toMap(
                                                IsmField::fieldName,
                                                f -> f.type().name().toLowerCase(Locale.ROOT))));
    }

    @Test
    void isFoundByItsName() {
        assertThat(IsmField.named("ism.token")).isEqualTo(IsmField.TOKEN);
        assertThat(IsmField.named("ism.nonsense")).isNull();
    }
}
