package ismscope.app.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ismscope.app.text.Texts;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTroubleTest {
    private final FileTrouble trouble = new FileTrouble(new Texts(Locale.ROOT));

    @Test
    void aFullDiskIsCalledThat() {
        Path full = Path.of("/dev/full");
        assumeThat(full).exists();
        IOException cause =
                assertThrows(
                        IOException.class,
                        () -> {
                            try (OutputStream out = Files.newOutputStream(full)) {
                                out.write(1);
                            }
                        });
        assertThat(trouble.writing(full, cause).sentence())
                .isEqualTo("The disk is full: full was not saved.");
    }

    @Test
    void aMissingFileIsCalledThat(@TempDir Path folder) {
        Path absent = folder.resolve("absent.pcapng");
        IOException cause =
                assertThrows(IOException.class, () -> Files.newInputStream(absent).close());
        Notice notice = trouble.reading(absent, cause);
        assertThat(notice.sentence()).isEqualTo("There is no file absent.pcapng.");
        assertThat(notice.details()).contains(absent.toString());
    }
}
