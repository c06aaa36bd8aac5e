package ismscope.app.cli;

import ismscope.device.guest.DeviceFailed;
import ismscope.device.guest.DriverOptions;
import ismscope.device.peer.ProcessPeer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `ismscope guest`: this process as a guest of a host that another one serves.
@Command(
        name = "guest",
        header = "Joins a host as a process peer, with a virtio-ism driver of its own.",
        description = "%nThe host is \"ismscope serve --vhost-user PATH\" on the same machine.%n",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ismscope guest --connect /tmp/box.sock alloc 1M",
            "  ismscope guest --connect /tmp/box.sock attach 0x1f2e3d4c5b6a7988",
            "  ismscope guest --connect /tmp/box.sock ls"
        })
final class GuestCommand implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--connect",
            paramLabel = "PATH",
            required = true,
            description = "The socket that the host listens on.")
    private Path path = Path.of("");

    @Option(names = "--packed", description = "Use packed virtqueues, not split ones.")
    private boolean packed;

    GuestCommand(Console console) {
        this.console = console;
    }

    private final Console console;

    @Override
    public Integer call() {
        console.flush();
        if (spec == null) {
            throw new IllegalStateException("run without a command line");
        }
        throw new ParameterException(
                spec.commandLine(),
                "say what the guest shall do: alloc, attach, grant, detach, ls or perf");
    }

    /// {@return the guest, connected, with its driver up}
    ///
    /// @throws CommandFailure if there is no host, or it takes no guest
    ProcessPeer boot() throws CommandFailure {
        try {
            return ProcessPeer.boot(path, packed ? DriverOptions.PACKED : DriverOptions.SPLIT);
        } catch (IOException | DeviceFailed e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage() + ".");
        }
    }

    /// What a guest does once it is up.
    interface Work {
        /// Does it.
        ///
        /// @throws CommandFailure with a sentence
        void with(ProcessPeer peer) throws CommandFailure, InterruptedException;
    }

    /// Runs a guest until it is stopped; it leaves in order also when the process is asked to end.
    ///
    /// @param stop ends the work, from any thread
    int runUntil(Runnable stop, Work work) throws CommandFailure, InterruptedException {
        // Closed after the guest: until then the process stays.
        try (StopOnSignal _ = new StopOnSignal(stop)) {
            return run(work);
        }
    }

    /// Runs a guest; when the host goes away meanwhile, that is said in a sentence.
    int run(Work work) throws CommandFailure, InterruptedException {
        try (ProcessPeer peer = boot()) {
            work.with(peer);
            console.flush();
            return ExitCode.DONE;
        } catch (IllegalStateException | DeviceFailed e) {
            throw new CommandFailure(
                    ExitCode.FAILED, "the guest cannot go on: %s.".formatted(e.getMessage()));
        }
    }
}
