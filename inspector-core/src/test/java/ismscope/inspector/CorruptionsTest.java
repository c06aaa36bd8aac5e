package ismscope.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// [Corruptions] in a process of its own with a small heap.
class CorruptionsTest {
    private static final int SEEDS = 100_000;
    private static final String HEAP = "-Xmx64m";
    private static final int MINUTES = 10;

    @TempDir private Path folder;

    @Test
    void aHundredThousandSeededOnesOpenOrAreRefusedInLittleMemory() throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                HEAP,
                                "--enable-native-access=ALL-UNNAMED",
                                "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
                                "-cp",
                                classPath(),
                                Corruptions.class.getName(),
                                Integer.toString(SEEDS),
                                folder.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("out.txt").toFile())
                        .start();
        boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
        process.destroyForcibly();
        String said = Files.readString(folder.resolve("out.txt"), StandardCharsets.UTF_8);

        assertThat(ended).as("still busy: %s", said).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        assertThat(said).containsPattern("[1-9]\\d{5,} events, [1-9]\\d{4} refused");
    }

    private static String classPath() {
        return Stream.concat(
                        List.of("target/test-classes", "target/classes").stream(),
                        Stream.of("jdk.module.path", "java.class.path")
                                .map(System::getProperty)
                                .filter(Objects::nonNull))
                .filter(path -> !path.isEmpty())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
