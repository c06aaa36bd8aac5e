package ismscope.app.cli;

import ismscope.inspector.control.BackendAddress;
import ismscope.inspector.control.BackendConnection;
import java.io.IOException;
import java.nio.channels.Channels;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The capture of a running backend on standard output, byte for byte: `| wireshark -k -i -`.
record CaptureToOutput(BackendAddress address, Console console) {
    /// Returns when the backend ends, the time is over or whoever reads has left.
    ///
    /// @param time null until then
    int run(@Nullable Duration time) throws CommandFailure {
        try (BackendConnection connection = BackendConnection.open(address);
                StopOnSignal _ = new StopOnSignal(connection::stop, time)) {
            pass(connection);
            return ExitCode.DONE;
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.UNREADABLE, e.getMessage() + ".");
        }
    }

    private void pass(BackendConnection connection) {
        try {
            connection.transferTo(Channels.newChannel(console.stream()));
        } catch (IOException e) {
            throw new Console.Closed(e);
        }
    }
}
