package ismscope.app.cli;

import static ismscope.app.cli.TypedCommand.type;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `run` and `read` on real runs of the host.
class RecordAndReadTest {
    @TempDir private static Path directory;
    private static Path capture;
    private static TypedCommand recorded;

    @BeforeAll
    static void record() {
        capture = directory.resolve("hello.pcapng");
        recorded = record(capture);
    }

    private static TypedCommand record(Path file) {
        return type(
                "run",
                "--scenario=hello",
                "--clock=virtual",
                "--seed=7",
                "--for=5s",
                "-w",
                file.toString());
    }

    private static TypedCommand read(Path file, String... options) {
        String[] words = {"read", "-r", file.toString()};
        String[] all = Arrays.copyOf(words, words.length + options.length);
        System.arraycopy(options, 0, all, words.length, options.length);
        return type(all);
    }

    @Test
    void aRunEndsWithAFiveLineSummary() {
        assertThat(recorded.exitCode()).isZero();
        assertThat(recorded.err()).isEmpty();
        assertThat(recorded.out().lines().map(line -> line.split(" ", 2)[0]))
                .containsExactly("Guests", "Regions", "Commands", "Notifications", "Violations");
        assertThat(recorded.out()).contains("2 VMs joined", "1 allocated", "no record lost");
    }

    @Test
    void theSameSeedGivesTheSameRecordingToTheNanosecond() throws IOException {
        Path second = directory.resolve("second.pcapng");
        record(second);

        assertThat(read(second).out()).isEqualTo(read(capture).out());
        assertThat(second).hasSameBinaryContentAs(capture);
    }

    @Test
    void readPrintsALineForEachEvent() {
        List<String> lines = read(capture).out().lines().toList();

        assertThat(lines).hasSizeGreaterThan(20);
        assertThat(lines.getFirst()).matches(" +1 0\\.000000000  host .*");
        assertThat(lines).anyMatch(line -> line.contains("ALLOC") && line.contains("OK"));
        assertThat(lines).anyMatch(line -> line.contains("vm1 joins"));
    }

    @Test
    void readStopsAfterSoManyEvents() {
        assertThat(read(capture, "-c", "3").out()).hasLineCount(3);
        assertThat(read(capture, "-c", "0").out()).isEmpty();
    }

    @Test
    void readInFullShowsFieldsAndBytes() {
        String text = read(capture, "-c", "1", "-V", "-x").out();

        assertThat(text).contains("    Record header\n", "        Magic: 0x4d534956\n");
        assertThat(text).contains("    0000  56 49 53 4d 01 ");
    }

    @Test
    void columnsHoldWhatProgramsRead() {
        List<String> rows =
                read(
                                capture,
                                "-T",
                                "fields",
                                "-e",
                                "frame.number",
                                "-e",
                                "ism.kind",
                                "-e",
                                "ism.token",
                                "-e",
                                "ism.ack",
                                "-e",
                                "frame.interface_name")
                        .out()
                        .lines()
                        .toList();

        assertThat(rows.getFirst().split("\t", -1)).startsWith("1").hasSize(5).endsWith("host");
        assertThat(rows).anyMatch(row -> row.matches("\\d+\t7\t0x[0-9a-f]{10,16}\t0\tvm[12]"));
    }

    @ParameterizedTest
    @CsvSource({
        "r, 0\\.000000000",
        "d, 0\\.000000000",
        "e, \\d+\\.\\d{9}",
        "a, \\d\\d:\\d\\d:\\d\\d\\.\\d{9}",
        "u, \\d\\d:\\d\\d:\\d\\d\\.\\d{9}",
        "ad, \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{9}",
        "ud, \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{9}"
    })
    void timesAreWrittenAsAskedFor(String letters, String shape) {
        assertThat(read(capture, "-c", "1", "-t", letters).out())
                .matches(" +1 " + shape + "  .*\n");
    }

    @Test
    void refusesATimeThatDoesNotExist() {
        TypedCommand command = read(capture, "-t", "x");

        assertThat(command.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(command.err()).contains("there are r, d, a, ad, u, ud, e");
    }

    @Test
    void namesTheNearestField() {
        TypedCommand command = read(capture, "-T", "fields", "-e", "ism.tokne");

        assertThat(command.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(command.err())
                .isEqualTo(
                        "ismscope: there is no field \"ism.tokne\"; did you mean \"ism.token\"?\n");
    }

    @Test
    void wantsColumnsForFieldsAndFieldsForColumns() {
        assertThat(read(capture, "-T", "fields").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(read(capture, "-e", "ism.token").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void wantsAFile() {
        TypedCommand command = type("read");

        assertThat(command.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(command.err()).contains("--read FILE is missing");
    }

    @Test
    void whatIsNoCaptureIsUnreadable() throws IOException {
        Path text =
                Files.writeString(directory.resolve("text.pcapng"), "this is no capture at all");

        TypedCommand command = read(text);

        assertThat(command.exitCode()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(command.err()).hasLineCount(1).contains("text.pcapng", "not a pcapng file");
        assertThat(command.out()).isEmpty();
    }

    @Test
    void aCutFileIsReadUpToTheCutAndSaysSo() throws IOException {
        byte[] whole = Files.readAllBytes(capture);
        Path cut = directory.resolve("cut.pcapng");
        Files.write(cut, Arrays.copyOf(whole, whole.length / 2 + 1));

        String[] columns = {"-T", "fields", "-e", "ism.seq", "-e", "ism.kind", "-e", "frame.len"};
        TypedCommand command = read(cut, columns);

        assertThat(command.exitCode()).isZero();
        assertThat(command.err()).hasLineCount(1).contains("the file is cut at byte");
        assertThat(read(capture, columns).out()).startsWith(command.out());
        assertThat(command.out().lines()).hasSizeGreaterThan(5);
    }

    @Test
    void saysWhyACaptureCannotBeWritten() {
        TypedCommand command = type("run", "--for=1s", "-w", "/no/such/directory/a.pcapng");

        assertThat(command.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(command.err())
                .isEqualTo(
                        "ismscope: /no/such/directory/a.pcapng cannot be written: there is no such"
                                + " directory.\n");
    }

    @Test
    void refusesMoreGuestsThanAHostTakes() {
        TypedCommand command = type("run", "--guests=100000", "--for=1s");

        assertThat(command.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(command.err()).hasLineCount(1).contains("100000 guests");
    }
}
