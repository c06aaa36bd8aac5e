package ismscope.app.cli;

import static ismscope.app.cli.TypedCommand.type;
import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.guest.DriverOptions;
import ismscope.device.guest.GuestVm;
import ismscope.device.model.HostOptions;
import ismscope.inspector.backend.Backend;
import ismscope.inspector.backend.BackendOptions;
import ismscope.inspector.control.ControlOptions;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `-i` on a real backend with guests.
class AttachTest {
    private static final String RULE = "doorbell-no-region";

    private static final long NOBODYS_CHUNK = 100;

    @TempDir private Path folder;
    private String address = "";
    private Backend backend;
    private GuestVm guest;

    @BeforeEach
    void serve() throws Exception {
        address = "unix:" + folder.resolve("ism");
        backend = Backend.start(BackendOptions.of(HostOptions.usual()));
        backend.control(ControlOptions.at(folder.resolve("ism")), () -> {});
        guest = GuestVm.boot("vm1", DriverOptions.SPLIT, backend.host()::plug);
        guest.driver().allocate(1 << 16);
    }

    @AfterEach
    void end() {
        guest.close();
        backend.close();
    }

    @Test
    void readPrintsHowThingsStandAndEnds() {
        TypedCommand read = type("read", "-i", address, "-c", "1");

        assertThat(read.err()).isEmpty();
        assertThat(read.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(read.out()).contains("vm1").hasLineCount(1);
    }

    @Test
    void readChoosesAmongDevicesThatMayStillCome() {
        TypedCommand read = type("read", "-i", address, "--device", "nobody", "--for", "100ms");

        assertThat(read.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(read.out()).isEmpty();
        assertThat(type("read", "-i", address, "--device", "vm1", "-c", "2").out()).hasLineCount(2);
    }

    @Test
    void readRecordsIntoAFile() {
        Path file = folder.resolve("recorded.pcapng");

        TypedCommand read = type("read", "-i", address, "-w", file.toString(), "--for", "300ms");

        assertThat(read.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(read.err()).contains(" events in " + file);
        TypedCommand again = type("read", "-r", file.toString());
        assertThat(again.exitCode()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void theCaptureGoesToOutputByteForByte() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (Console console = new Console(out, err)) {
            int code = CommandLineProgram.run(console, "-i", address, "-w", "-", "--for", "300ms");
            assertThat(code).isEqualTo(ExitCode.DONE);
        }
        Path file = folder.resolve("out.pcapng");
        Files.write(file, out.toByteArray());

        assertThat(err.size()).isZero();
        assertThat(type("read", "-r", file.toString()).out()).contains("vm1");
    }

    @Test
    void jsonOfARunningBackendIsAnObjectOnEachLine() {
        String out = type("read", "-i", address, "-T", "json", "-c", "2").out();

        assertThat(out.lines()).hasSize(2).allMatch(line -> line.startsWith("{"));
    }

    @Test
    void checkTellsFindingsOfARunningBackendAndReportsInTheEnd() throws Exception {
        Path report = folder.resolve("findings.xml");
        TypedCommand check =
                type(
                        "check",
                        "-i",
                        address,
                        "--for",
                        "300ms",
                        "--fail-on",
                        "note",
                        "--junit",
                        report.toString());

        assertThat(check.err()).isEmpty();
        assertThat(check.out()).containsPattern("(?m)^\\d+ findings? in \\d+ events?, \\d+ rules");
        boolean found = !check.out().startsWith("0 findings");
        assertThat(check.exitCode()).isEqualTo(found ? ExitCode.FAILED : ExitCode.DONE);
        assertThat(Files.readString(report)).contains("<testsuite name=\"" + address);
        assertThat(type("check", "-i", address, "-r", "x").err()).contains("exclude each other");
        assertThat(type("check", "-r", "x", "--for", "1s").err()).contains("belongs to -i");
    }

    @Test
    void checkTellsWhatAGuestDoesWrongMeanwhile() {
        CompletableFuture<TypedCommand> check =
                CompletableFuture.supplyAsync(() ->
                        type("check", "-i", address, "--for", "500ms", "--json", "--rules", RULE));
        while (!check.isDone()) {
            guest.driver().ringAt(NOBODYS_CHUNK * guest.driver().config().notifySize());
        }
        TypedCommand told = check.join();

        assertThat(told.out().lines()).isNotEmpty().allMatch(line -> line.contains(RULE));
        assertThat(told.exitCode()).as(told.err()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void saysThatThereIsNoBackend() {
        TypedCommand read = type("read", "-i", "unix:" + folder.resolve("nowhere"));

        assertThat(read.exitCode()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(read.err()).contains("there is no backend at unix:");
    }

    @Test
    void refusesWhatMakesNoSenseTogether() {
        assertThat(type("read").err()).contains("--read FILE is missing, or -i unix:DIR");
        assertThat(type("read", "-i", address, "-r", "x").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(type("read", "-r", "x", "--for", "1s").err()).contains("belong to -i");
        assertThat(type("-i", address, "-r", "x").err()).contains("exclude each other");
        assertThat(type("-i", address, "--seed", "7").exitCode()).isEqualTo(ExitCode.USAGE);
    }
}
