package ismscope.app.cli;

import static ismscope.app.cli.TypedCommand.type;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `-Y` and `-G` as users type them.
class FilterOptionTest {
    private static final String TOUR =
            Path.of("..", "sample-traces", "tour", "trace.pcapng").toString();

    @Test
    void readPrintsWhatTheFilterWants() {
        TypedCommand read = type("read", "-r", TOUR, "-Y", "ism.kind == DOORBELL && ism.vm == vm1");
        TypedCommand asked = type("read", "-r", TOUR, "--kind", "doorbell", "--device", "vm1");
        assertThat(read.exitCode()).isZero();
        assertThat(read.out()).isEqualTo(asked.out()).isNotEmpty();
    }

    @Test
    void otherSelectionsNarrowTheFilter() {
        TypedCommand read = type("read", "-r", TOUR, "-Y", "frame", "--events", "3-5");
        assertThat(read.out().lines()).hasSize(3);
    }

    @Test
    void exportWritesWhatTheFilterWants() {
        TypedCommand export =
                type("export", "-r", TOUR, "--to", "jsonl", "-Y", "frame.number in {7 .. 9}", "-");
        assertThat(export.exitCode()).isZero();
        assertThat(export.out().lines()).hasSize(3);
    }

    @Test
    void runPrintsWhatTheFilterWantsOfWhatHappens(@TempDir Path folder) {
        String file = folder.resolve("run.pcapng").toString();
        String filter = "ism.kind == REQUEST && ism.status != OK";
        String wanted = "ism.kind != INTERRUPT";
        TypedCommand live =
                type("run", "--scenario=permissions", "--for=1s", "-Y", wanted, "-w", file);
        List<String> read = type("read", "-r", file, "-Y", wanted).out().lines().toList();
        assertThat(live.exitCode()).as(live.err()).isZero();
        assertThat(live.out().lines().limit(read.size()).map(FilterOptionTest::number).toList())
                .as("a request is printed before its result is known")
                .isEqualTo(read.stream().map(FilterOptionTest::number).toList());
        TypedCommand run =
                type("run", "--seed=7", "--clock=virtual", "--for=5s", "-Y", filter, "-w", file);
        assertThat(run.out()).startsWith(type("read", "-r", file, "-Y", filter).out());
        assertThat(type("run", "--for=1s", "-Y", "ism.tokn").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    private static String number(String line) {
        return line.strip().split(" ", 2)[0];
    }

    @Test
    void aTextThatIsNoFilterIsUnderlined() {
        TypedCommand read = type("read", "-r", TOUR, "-Y", "changed && ism.tokn == 5");
        assertThat(read.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(read.err().lines())
                .containsExactly(
                        "ismscope: -Y: there is no field \"ism.tokn\"; did you mean"
                                + " \"ism.token\"?",
                        "  changed && ism.tokn == 5",
                        "             ^^^^^^^^");
    }

    @Test
    void listsTheFieldsThatCanBeAsked() {
        TypedCommand fields = type("-G", "fields");
        assertThat(fields.exitCode()).isZero();
        assertThat(fields.out().lines())
                .contains("ism.token\tnumber\tToken")
                .anyMatch(line -> line.startsWith("ism.status\tnumber\t") && line.contains("OK=0"));
        assertThat(type("read", "-G", "fields").out()).isEqualTo(fields.out());
    }
}
