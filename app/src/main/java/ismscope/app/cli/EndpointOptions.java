package ismscope.app.cli;

import ismscope.device.transport.Endpoint;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/// The options that say where guests from outside come in.
@Command
final class EndpointOptions {
    /// {@return what was asked for, not opened yet, in the order of the transports}
    ///
    /// @throws CommandFailure [ExitCode#USAGE] if a setting is not known
    List<Endpoint> endpoints() throws CommandFailure {
        return new ArrayList<>();
    }
}
