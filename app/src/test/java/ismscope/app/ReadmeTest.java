package ismscope.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Every command of the README and of the pages about files and tools does what a newcomer expects
/// of it, in the order in which they stand there, without a display.
class ReadmeTest {
    private static final Path README = Path.of("..", "README.md");
    private static final List<String> PAGES = List.of("wireshark.md", "files.md", "export.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\\n(.*?)^```$");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)\\)");

    @TestFactory
    Stream<DynamicTest> everyCommandWorks(@TempDir Path directory) throws IOException {
        ProgramScript.writeTo(directory);
        List<String> blocks = blocks(README);
        assertThat(blocks).hasSizeGreaterThan(6);
        return blocks.stream()
                .map(block -> dynamicTest(block.strip(), () -> run(block, directory)));
    }

    @TestFactory
    Stream<DynamicTest> everyCommandOfAPageWorks(@TempDir Path directory) throws IOException {
        ProgramScript.writeTo(directory);
        List<DynamicTest> tests = new ArrayList<>();
        for (String page : PAGES) {
            List<String> blocks = blocks(Path.of("..", "docs", page));
            assertThat(blocks).as(page).isNotEmpty();
            for (String block : blocks) {
                tests.add(
                        dynamicTest(
                                page + ": " + block.strip(),
                                () -> {
                                    assumeTrue(
                                            !block.contains("tshark ")
                                                    || Files.isExecutable(
                                                            Path.of("/usr/bin/tshark")),
                                            "skipped: tshark is not installed");
                                    run(block, directory);
                                }));
            }
        }
        return tests.stream();
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        List<String> links =
                LINK.matcher(readme()).results().map(result -> result.group(1)).toList();

        assertThat(links).hasSizeGreaterThan(8);
        assertThat(links).allSatisfy(link -> assertThat(Path.of("..", link)).exists());
    }

    private static List<String> blocks(Path page) throws IOException {
        return BLOCK.matcher(Files.readString(page)).results().map(ReadmeTest::commands).toList();
    }

    private static String commands(MatchResult block) {
        return block.group(1);
    }

    private static String readme() throws IOException {
        return Files.readString(README);
    }

    private static void run(String block, Path directory) throws Exception {
        Path said = Files.createTempFile(directory, "said", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(
                                "timeout",
                                "--kill-after=5",
                                "120",
                                "bash",
                                "-euo",
                                "pipefail",
                                "-c",
                                block)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile());
        builder.environment().remove("DISPLAY");
        // What is installed for the user is installed there.
        builder.environment().put("HOME", directory.toString());

        int exitCode = builder.start().waitFor();

        String text = Files.readString(said, StandardCharsets.UTF_8);
        assertThat(exitCode).as(text).isZero();
        assertThat(text).doesNotContain("Exception", "\tat ", "WARNING");
    }
}
