package ismscope.device.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ismscope.device.os.MemoryFile.Access;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DescriptorLeakTest {
    private static final int ROUNDS = 2_000;

    @Test
    void nothingStaysOpen() throws IOException {
        round();
        long before = ourDescriptors();
        for (int i = 0; i < ROUNDS; i++) {
            round();
        }
        assertThat(ourDescriptors()).isEqualTo(before);
        assertThat(ourMappings()).isZero();
    }

    private static void round() throws IOException {
        try (Arena arena = Arena.ofConfined();
                MemoryFile file = MemoryFile.create("leak-check", 8192);
                EventCounter counter = EventCounter.create()) {
            file.map(arena).fill((byte) 1);
            counter.signal();
            assertThatThrownBy(() -> file.map(arena, 1, 1, Access.READ))
                    .isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> MemoryFile.create("x".repeat(300), 8192))
                .isInstanceOf(IOException.class);
    }

    /// Only the kinds this package makes: the test runner opens files of its own meanwhile.
    private static long ourDescriptors() throws IOException {
        long count = 0;
        try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path entry : open) {
                try {
                    String target = Files.readSymbolicLink(entry).toString();
                    if (target.contains("memfd:leak-check") || target.contains("[eventfd]")) {
                        count++;
                    }
                } catch (NoSuchFileException _) {
                    // The descriptor of this listing itself, or one closed meanwhile.
                }
            }
        }
        return count;
    }

    private static long ourMappings() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/self/maps"))) {
            return lines.filter(line -> line.contains("memfd:leak-check")).count();
        }
    }
}
