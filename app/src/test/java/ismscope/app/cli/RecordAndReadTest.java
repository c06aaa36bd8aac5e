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

    @ParameterizedTest
    @CsvSource({
        // The run is shorter than a second, so that the rate is the most of it all.
        "--snaplen=40, 40, 1000000",
        "-s=0, 0, 0",
        "--content-rate=1K, 1024, 1024",
    })
    void whatIsNotKeptOfContentIsCountedEverywhere(String option, long mostOfOne, long mostOfAll) {
        Path file = directory.resolve("less%s.pcapng".formatted(option.replace('=', '-')));

        TypedCommand run =
                type(
                        "run",
                        "--scenario=smc",
                        "--clock=virtual",
                        "--seed=7",
                        "--for=500ms",
                        option,
                        "-w=" + file);

        List<Long> kept = numbers(file, "ism.content.length");
        long lost = numbers(file, "ism.lost.count").stream().mapToLong(Long::longValue).sum();
        assertThat(lost).isPositive();
        assertThat(run.out()).contains("; %d records LOST\n".formatted(lost));
        assertThat(read(file, "--kind=lost").out().lines())
                .isNotEmpty()
                .allMatch(line -> line.contains("lost: content beyond the length or rate kept"));
        assertThat(kept).allMatch(length -> length <= mostOfOne);
        assertThat(kept.stream().mapToLong(Long::longValue).sum()).isLessThanOrEqualTo(mostOfAll);
    }

    private static List<Long> numbers(Path file, String field) {
        return read(file, "-T", "fields", "-e", field)
                .out()
                .lines()
                .filter(value -> !value.isEmpty())
                .map(Long::valueOf)
                .toList();
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

    @Test
    void readTakesOnlyTheEventsAskedFor() {
        assertThat(
                        read(capture, "--events", "3-5")
                                .out()
                                .lines()
                                .map(line -> line.strip().split(" ", 2)[0]))
                .containsExactly("3", "4", "5");
        assertThat(read(capture, "--kind", "request", "--device", "vm1").out().lines())
                .isNotEmpty()
                .allMatch(line -> line.contains("  vm1       request  "));
    }

    @Test
    void readOfOneRegionHasNoOtherToken() {
        String token = tokens(capture).getLast();

        List<String> rows =
                read(capture, "--token", token, "-T", "fields", "-e", "ism.token")
                        .out()
                        .lines()
                        .toList();

        assertThat(rows).isNotEmpty().containsOnly(token);
    }

    @ParameterizedTest
    @CsvSource({
        "--device, vm11, vm1",
        "--kind, dorbell, doorbell",
    })
    void namesTheNearestDeviceAndKind(String option, String typed, String meant) {
        TypedCommand command = read(capture, option, typed);

        assertThat(command.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(command.err()).contains("did you mean \"" + meant + "\"?");
    }

    @ParameterizedTest
    @CsvSource({"--events, -", "--events, a-b", "--token, 0xyz", "--token, -1"})
    void refusesASelectionThatMakesNoSense(String option, String typed) {
        assertThat(read(capture, option + "=" + typed).exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void readAsJsonIsOneArray() {
        List<String> lines = read(capture, "-T", "json", "-c", "2").out().lines().toList();

        assertThat(lines).hasSize(4).startsWith("[").endsWith("]");
        assertThat(lines.get(1)).startsWith("{\"number\":1,").endsWith("},");
        assertThat(lines.get(2)).startsWith("{\"number\":2,").endsWith("}");
    }

    @Test
    void exportWritesAFileAndSaysHowMuch() {
        Path table = directory.resolve("hello.csv");

        TypedCommand command = export("csv", table.toString());

        assertThat(command.exitCode()).isZero();
        long events = read(capture).out().lines().count();
        assertThat(command.err())
                .isEqualTo("ismscope: %d events in %s.\n".formatted(events, table));
        assertThat(table).content().hasLineCount((int) events + 1);
    }

    @Test
    void exportToTheConsoleIsTheSameAsToAFile() {
        Path file = directory.resolve("hello.jsonl");
        export("jsonl", file.toString());

        TypedCommand command = export("jsonl", "-");

        assertThat(command.err()).isEmpty();
        assertThat(file).hasContent(command.out());
    }

    @Test
    void anExportedCaptureHasNoTokenOfTheOriginalWhenRedacted() {
        Path handout = directory.resolve("handout.pcapng");

        TypedCommand command = export("pcapng", handout.toString(), "--redact-tokens");

        assertThat(command.exitCode()).isZero();
        assertThat(tokens(handout))
                .hasSameSizeAs(tokens(capture))
                .doesNotContainAnyElementsOf(
                        tokens(capture).stream().filter(token -> !token.equals("0x0")).toList());
    }

    @Test
    void exportSaysWhichFormatsThereAre() {
        TypedCommand command = export("xml", "-");

        assertThat(command.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(command.err()).containsIgnoringCase("jsonl");
    }

    private static TypedCommand export(String format, String target, String... options) {
        String[] words = {"export", "-r", capture.toString(), "--to", format, target};
        String[] all = Arrays.copyOf(words, words.length + options.length);
        System.arraycopy(options, 0, all, words.length, options.length);
        return type(all);
    }

    private static List<String> tokens(Path file) {
        return read(file, "-T", "fields", "-e", "ism.token").out().lines().distinct().toList();
    }

    @Test
    void generatesACaptureOfAnExactSize() {
        Path file = directory.resolve("generated.pcapng");
        TypedCommand generated = type("gen", "--events=20K", "-w", file.toString());
        assertThat(generated.exitCode()).isZero();
        assertThat(generated.out()).isEqualTo("20,000 events in " + file + "\n");
        assertThat(read(file, "--events=20000-").out()).hasLineCount(1);
    }

    @Test
    void saysWhyACaptureCannotBeGenerated() {
        TypedCommand refused = type("gen", "--events=10", "-w", "/no/such/folder/x.pcapng");
        assertThat(refused.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(refused.err()).contains("/no/such/folder/x.pcapng cannot be written");
        assertThat(type("gen", "--events=0", "-w", "x").exitCode()).isEqualTo(ExitCode.USAGE);
    }
}
