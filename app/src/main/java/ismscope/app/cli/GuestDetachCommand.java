package ismscope.app.cli;

import ismscope.device.guest.CommandRefused;
import ismscope.device.peer.ProcessPeer;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `ismscope guest detach`: joins a region and leaves it, to see whether that works.
@Command(
        name = "detach",
        header = "Joins a region and leaves it in order.",
        description = "%nA guest that ends leaves all its regions; this leaves by command.%n")
final class GuestDetachCommand implements Callable<Integer> {
    private final Console console;

    @ParentCommand private @Nullable GuestCommand guest;

    @Parameters(
            paramLabel = "TOKEN",
            converter = TokenConverter.class,
            description = "The region's token, as alloc prints it.")
    private long token;

    GuestDetachCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        return GuestWork.of(guest).run(this::detach);
    }

    private void detach(ProcessPeer peer) throws CommandFailure {
        try {
            peer.driver().attach(token);
            peer.driver().detach(token);
            console.line("%s: attached and detached".formatted(TokenConverter.text(token)));
        } catch (CommandRefused e) {
            throw GuestWork.failure(
                    "cannot detach from %s".formatted(TokenConverter.text(token)), e);
        }
    }
}
