package ismscope.app.cli;

import ismscope.inspector.control.BackendListing;
import ismscope.inspector.control.ControlConnection;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `ismscope ls`: all devices and regions of a running backend.
@Command(
        name = "ls",
        header = "Lists all devices and regions of a running backend.",
        description =
                "%nA line for each device, then one for each mapping of a region. A guest sees"
                        + " less: \"ismscope guest ls\".%n")
final class ListCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private final AttachOptions attach = new AttachOptions();

    ListCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws CommandFailure {
        try (ControlConnection backend = ControlConnection.open(attach.neededAddress())) {
            BackendListing.of(backend).forEach(console::line);
            return ExitCode.DONE;
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, Failures.reason(e) + ".");
        }
    }
}
