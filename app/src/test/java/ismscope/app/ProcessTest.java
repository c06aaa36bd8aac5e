package ismscope.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The program as a process of its own: what cannot be seen from within one.
class ProcessTest {
    @TempDir private Path directory;

    @BeforeEach
    void setUp() throws IOException {
        ProgramScript.writeTo(directory);
    }

    @Test
    void commandsLoadNoWindowToolkit() throws Exception {
        ProgramScript.writeTo(directory, "-Xlog:class+load:file=classes.txt");

        Outcome outcome =
                bash(
                        """
                        ./ismscope run --clock virtual --for 2s -w a.pcapng
                        mv classes.txt run.txt
                        ./ismscope read -r a.pcapng -V
                        cat run.txt classes.txt >all.txt
                        """);

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(Files.readAllLines(directory.resolve("all.txt")))
                .anyMatch(line -> line.contains("ismscope.app.cli.RunCommand"))
                .anyMatch(line -> line.contains("ismscope.app.cli.ReadCommand"))
                .noneMatch(line -> line.contains("] javafx."));
    }

    @Test
    void aReaderThatLeavesEndsItQuietly() throws Exception {
        Outcome outcome =
                bash(
                        """
                        ./ismscope run --clock virtual --for 10m -w a.pcapng >summary.txt
                        ./ismscope read -r a.pcapng | head -n 1
                        echo "${PIPESTATUS[0]}"
                        """);

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).hasLineCount(2).endsWith("\n0\n");
    }

    @ParameterizedTest
    @CsvSource({
        "merge -w whole.pcapng.zst a.pcapng a.pcapng a.pcapng a.pcapng a.pcapng a.pcapng",
        "export -r a.pcapng --to jsonl whole.jsonl",
        "cut -r a.pcapng --from 1us -w whole.pcapng.zst"
    })
    void whatIsInterruptedLeavesNoFile(String words) throws Exception {
        Outcome outcome =
                bash(
                        """
                        ./ismscope gen --events 400K -w a.pcapng >made.txt
                        set -m
                        ./ismscope %s 2>said.txt &
                        until compgen -G '.whole.*' >parts.txt; do kill -0 $! || break; done
                        kill -INT $!
                        wait $!
                        echo $?
                        compgen -G '.whole*'
                        compgen -G 'whole*'
                        grep cancelled said.txt
                        """
                                .formatted(words));

        assertThat(outcome.out()).startsWith("130\nismscope: cancelled; whole.");
    }

    @ParameterizedTest
    @CsvSource({
        "export -r a.pcapng --to jsonl whole.jsonl",
        "report -r a.pcapng -w whole.html",
        "cut -r a.pcapng -w whole.pcapng",
        "diff a.pcapng a.pcapng",
        "stat -r a.pcapng",
        "check -r a.pcapng --junit whole.xml"
    })
    void whatIsInterruptedWhileItReadsLeavesNoFile(String words) throws Exception {
        Outcome outcome =
                bash(
                        """
                        ./ismscope gen --events 200K -w a.pcapng >made.txt
                        set -m
                        ./ismscope %s >said.txt 2>&1 &
                        until grep -q a.pcapng /proc/$!/maps; do kill -0 $! || break; done
                        kill -INT $!
                        wait $!
                        echo $?
                        compgen -G '.*.part'
                        compgen -G '.whole*'
                        compgen -G 'whole*'
                        compgen -G '*.ismindex'
                        cat said.txt
                        """
                                .formatted(words));

        assertThat(outcome.out())
                .isEqualTo("130\nismscope: cancelled; a.pcapng is not read to its end.\n");
    }

    @Test
    void packedCapturesAreWrittenAndReadWithoutAWordOfTheJvm() throws Exception {
        Outcome outcome =
                bash(
                        """
                        ./ismscope run --clock virtual --for 2s -w a.pcapng >summary.txt
                        ./ismscope export -r a.pcapng --to pcapng b.pcapng.zst 2>said.txt
                        ./ismscope read -r a.pcapng >a.txt
                        ./ismscope read -r b.pcapng.zst >b.txt
                        wc -l <said.txt
                        cmp a.txt b.txt && echo same
                        """);

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).isEqualTo("1\nsame\n");
    }

    @Test
    void aFullDiskIsOneSentence() throws Exception {
        Outcome outcome = bash("./ismscope scenarios >/dev/full");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err())
                .isEqualTo("ismscope: the output cannot be written: No space left on device.\n");
    }

    @Test
    void aSignalEndsARunInGoodOrder() throws Exception {
        Outcome outcome =
                bash(
                        """
                        ./ismscope run --for 10m -w a.pcapng >summary.txt &
                        run=$!
                        until grep -qs vm2 a.pcapng; do sleep 0.1; done
                        kill -TERM $run
                        wait $run || true
                        cat summary.txt
                        ./ismscope read -r a.pcapng >/dev/null
                        """);

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).hasLineCount(5).startsWith("Guests");
        assertThat(outcome.err()).as("the capture is whole").isEmpty();
    }

    @Test
    void framesAreMeasuredForAsLongAsWasAsked() throws Exception {
        Outcome outcome = bash("./ismscope --headless --for 1s --frames --shot a.png");

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out().lines())
                .hasSize(2)
                .first()
                .asString()
                .matches("Frames +[1-9].* a second; 99 of 100 within .* ms, all within .* ms");
    }

    @Test
    void guestsInOtherProcessesShareARegion() throws Exception {
        Outcome outcome =
                bash(
                        """
                        ./ismscope serve --vhost-user s,name=box -w a.pcapng >serve.txt &
                        host=$!
                        until [ -S s ]; do sleep 0.1; done
                        ./ismscope guest --connect s alloc 1M --every 50ms >written.txt &
                        writer=$!
                        until grep -qs message written.txt; do sleep 0.1; done
                        token=$(head -n 1 written.txt | cut -d ' ' -f 2)
                        ./ismscope guest --connect s --packed attach $token --count 3
                        ./ismscope guest --connect s ls $token | tail -n 1
                        ./ismscope guest --connect s grant $token r 2>&1 || true
                        kill -TERM $writer
                        wait $writer || true
                        kill -TERM $host
                        wait $host || true
                        ./ismscope read -r a.pcapng | grep -c region_freed
                        """);

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out().lines())
                .hasSize(6)
                .satisfies(lines -> {
                    assertThat(lines.subList(0, 3))
                            .allMatch(line -> line.matches("message \\d+!!"));
                    assertThat(lines.get(3)).endsWith("can be attached");
                    assertThat(lines.get(4)).contains("PERM_EATTACH");
                    assertThat(lines.get(5)).isEqualTo("1");
                });
    }

    @Test
    void aDisplayThatDoesNotAnswerIsOneSentence() throws Exception {
        Outcome outcome = bash("DISPLAY=:4711 ./ismscope --for 1s");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err())
                .hasLineCount(1)
                .startsWith("ismscope: no window can be opened on display :4711")
                .contains("--headless");
    }

    /// Beyond the screen of the headless platform, in each direction and by default.
    @ParameterizedTest
    @CsvSource({
        "--size 1600x1000, 1600, 1000",
        "--size 700x1400, 700, 1400",
        "--size 2560x1440, 2560, 1440",
        "'', 1440, 900"
    })
    void aPictureOfAnySizeIsTakenWithoutADisplay(String size, int width, int height)
            throws Exception {
        Outcome outcome =
                bash(
                        "XDG_CONFIG_HOME=$PWD ./ismscope --headless --for 2s --shot x.png %s"
                                .formatted(size));

        assertThat(outcome.err()).doesNotContain("Exception").hasLineCount(1);
        ByteBuffer picture =
                ByteBuffer.wrap(Files.readAllBytes(directory.resolve("x.png"))).position(16);
        assertThat(picture.getInt()).isEqualTo(width);
        assertThat(picture.getInt()).isEqualTo(height);
    }

    @Test
    void aFileThatIsNoCaptureIsOneSentenceInTheTerminalToo() throws Exception {
        Outcome outcome =
                bash(
                        "echo noise >x.pcapng; ./ismscope --headless --for 1s -r x.pcapng --shot"
                                + " x.png");

        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.err())
                .isEqualTo("ismscope: x.pcapng is not a capture that Ismscope can read.\n");
        assertThat(directory.resolve("x.png")).as("the window says so as well").exists();
    }

    private Outcome bash(String script) throws IOException, InterruptedException {
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder("timeout", "--kill-after=5", "120", "bash", "-c", script)
                        .directory(directory.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().remove("DISPLAY");
        int exitCode = builder.start().waitFor();
        return new Outcome(exitCode, Files.readString(out), Files.readString(err));
    }

    private record Outcome(int exitCode, String out, String err) {}
}
