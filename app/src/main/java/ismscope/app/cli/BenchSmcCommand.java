package ismscope.app.cli;

import ismscope.app.smc.Measured;
import ismscope.app.smc.Pattern;
import ismscope.app.smc.Receiver;
import ismscope.app.smc.SmcBench;
import ismscope.device.model.HostOptions;
import ismscope.device.vhost.VhostUserServer;
import ismscope.inspector.backend.Backend;
import ismscope.inspector.backend.BackendOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `ismscope bench smc`: two processes through two regions, TCP and a UNIX socket, in one run.
@Command(
        name = "smc",
        header = "Two processes: regions with doorbells against TCP and a UNIX socket.",
        description =
                "%nA stream of 16 KiB messages and a ping-pong of 64 bytes, the same for all; three"
                        + " ways to wait; without and with a capture.%n")
final class BenchSmcCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Time of each of the 16 cases (default: 2s).")
    private Duration time = Duration.ofSeconds(2);

    @Option(names = "--json", description = "Print one JSON object: ratios and raw figures.")
    private boolean json;

    BenchSmcCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws CommandFailure {
        try {
            Path folder = Files.createTempDirectory("ismscope-smc");
            List<Measured> all = new ArrayList<>();
            try (SmcBench bench = new SmcBench(child())) {
                sockets(bench, folder, all);
                regions(bench, folder, false, all);
                regions(bench, folder, true, all);
            } finally {
                try (var left = Files.list(folder)) {
                    for (Path file : left.toList()) {
                        Files.delete(file);
                    }
                }
                Files.delete(folder);
            }
            SmcReport report = new SmcReport(all);
            (json ? report.json() : report.table()).forEach(console::line);
            console.flush();
            return ExitCode.DONE;
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, "the measurement fails: %s.".formatted(Failures.reason(e)));
        }
    }

    /// {@return this program with the command of an end}
    private static List<String> child() throws IOException {
        ProcessHandle.Info self = ProcessHandle.current().info();
        String java = self.command().orElseThrow(() -> new IOException("no program to start"));
        String modules = System.getProperty("jdk.module.path");
        List<String> command = new ArrayList<>(List.of(java));
        if (modules == null) {
            command.addAll(List.of("-cp", System.getProperty("java.class.path")));
            command.add("--enable-native-access=ALL-UNNAMED");
            command.add("ismscope.app.Launcher");
        } else {
            command.addAll(List.of("--module-path", modules));
            command.add("--enable-native-access=ismscope.device,org.jnrproject.jffi");
            command.addAll(List.of("--module", "ismscope.app/ismscope.app.Launcher"));
        }
        command.addAll(List.of("bench", "smc-end"));
        return command;
    }

    private void sockets(SmcBench bench, Path folder, List<Measured> all) throws IOException {
        for (Pattern pattern : Pattern.values()) {
            all.add(bench.socket(pattern, time, null));
            Path unix = folder.resolve("u-" + pattern.name());
            all.add(bench.socket(pattern, time, unix));
        }
    }

    private void regions(SmcBench bench, Path folder, boolean tap, List<Measured> all)
            throws IOException {
        BackendOptions options = BackendOptions.of(HostOptions.usual());
        try (Backend backend =
                Backend.start(tap ? options.into(folder.resolve("smc.pcapng")) : options)) {
            Path socket = folder.resolve("host");
            backend.open(new VhostUserServer(socket, "smc", console::tell));
            for (Receiver receiver : Receiver.values()) {
                for (Pattern pattern : Pattern.values()) {
                    all.add(bench.regions(pattern, time, socket, receiver, tap));
                }
            }
        }
    }
}
