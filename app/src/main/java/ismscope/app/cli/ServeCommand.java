package ismscope.app.cli;

import ismscope.device.model.AccessOptions;
import ismscope.device.transport.Endpoint;
import ismscope.inspector.backend.Backend;
import ismscope.inspector.backend.BackendOptions;
import ismscope.inspector.control.BackendAddress;
import ismscope.inspector.control.ControlOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ismscope serve`: a host for guests from outside, without a window.
@Command(
        name = "serve",
        header = "Serves guests from outside: VMs and processes; -w keeps the capture.",
        description = "%nRuns until --for is over or Ctrl+C.%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ismscope serve --control ./ism --for 1m -w session.pcapng",
            "  ismscope serve --vfio-user /tmp/vm1.sock,name=vm1 -w session.pcapng",
            "  ismscope -i unix:./ism        look at it, in another terminal",
            "  ismscope serve --vhost-user /tmp/box.sock,name=box1 -w session.pcapng",
            "  ismscope guest --connect /tmp/box.sock alloc 1M"
        })
final class ServeCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private final EndpointOptions reached = new EndpointOptions();

    @Mixin private final AccessLimitOptions accessLimits = new AccessLimitOptions();

    @Mixin private final GeometryOptions geometry = new GeometryOptions();

    @Option(
            names = "--control",
            paramLabel = "DIR",
            description = "Let inspectors in: two sockets in this directory, made if need be.")
    private @Nullable Path control;

    @Option(
            names = "--allow-uid",
            paramLabel = "UID",
            description = "Let this user in, too, by number; again for more.")
    private List<Integer> allowed = List.of();

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long, as 10s, 500ms or 2m (default: until Ctrl+C).")
    private @Nullable Duration time;

    @Option(
            names = {"-w", "--write"},
            paramLabel = "FILE",
            description = "Keep the capture: a pcapng file, for Wireshark too.")
    private @Nullable Path write;

    ServeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        List<Endpoint> endpoints = reached.endpoints(console::tell);
        AccessOptions accesses = accessLimits.accesses();
        BackendOptions options = BackendOptions.of(geometry.host());
        CountDownLatch end = new CountDownLatch(1);
        try (StopOnSignal _ = new StopOnSignal(end::countDown);
                Backend backend = start(write == null ? options : options.into(write))) {
            backend.recordAccesses(accesses);
            for (Endpoint endpoint : endpoints) {
                open(backend, endpoint);
            }
            if (control != null) {
                openControl(backend, control, end::countDown);
            }
            console.flush();
            await(end);
            return report(backend);
        }
    }

    private Backend start(BackendOptions options) throws CommandFailure {
        try {
            return Backend.start(options);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    write == null
                            ? "no backend can be started: %s.".formatted(Failures.reason(e))
                            : "%s cannot be written: %s.".formatted(write, Failures.reason(e)));
        }
    }

    private void open(Backend backend, Endpoint endpoint) throws CommandFailure {
        try {
            backend.open(endpoint);
            console.line(endpoint.description());
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, Failures.reason(e) + ".");
        }
    }

    private void openControl(Backend backend, Path folder, Runnable quit) throws CommandFailure {
        try {
            backend.control(ControlOptions.at(folder).allowing(Set.copyOf(allowed)), quit);
            console.line("inspectors at %s".formatted(new BackendAddress(folder)));
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, Failures.reason(e) + ".");
        }
    }

    private void await(CountDownLatch end) throws InterruptedException {
        if (time == null) {
            end.await();
        } else {
            boolean _ = end.await(time.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private int report(Backend backend) throws CommandFailure {
        if (backend.recordingFailure().isPresent()) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "%s ends early, it cannot be written: %s."
                            .formatted(write, Failures.reason(backend.recordingFailure().get())));
        }
        return ExitCode.DONE;
    }
}
