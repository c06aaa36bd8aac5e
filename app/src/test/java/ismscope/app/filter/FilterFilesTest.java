package ismscope.app.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilterFilesTest {
    @TempDir private Path folder;

    @Test
    void keepsTheNewestFirstAndEachOnce() throws IOException {
        FilterFiles files = new FilterFiles(folder.resolve("new"));
        assertThat(files.recent()).isEmpty();
        for (int i = 0; i < FilterFiles.MOST + 5; i++) {
            files.used("frame.number == " + i);
        }
        files.used("frame.number == 10");
        assertThat(files.recent()).hasSize(FilterFiles.MOST).startsWith("frame.number == 10");
        assertThat(files.recent()).doesNotHaveDuplicates();
    }

    @Test
    void readsAndWritesNamesAsWiresharkDoes() throws IOException {
        FilterFiles files = new FilterFiles(folder);
        Files.writeString(folder.resolve("dfilters"), "\"refused\" ism.status != OK\nnonsense\n");
        assertThat(files.named()).containsEntry("refused", "ism.status != OK").hasSize(1);
        files.name("say \"x\"", "changed");
        assertThat(Files.readAllLines(folder.resolve("dfilters")))
                .isEqualTo(List.of("\"refused\" ism.status != OK", "\"say 'x'\" changed"));
    }
}
