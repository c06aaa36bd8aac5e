package ismscope.app.cli;

import ismscope.device.guest.CommandRefused;
import ismscope.device.guest.DeviceMemory.AccessFault;
import ismscope.device.guest.GuestRegion;
import ismscope.device.guest.IsmDriver;
import ismscope.device.peer.ProcessPeer;
import ismscope.device.protocol.DeviceEvent;
import ismscope.device.protocol.PermissionSet;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `ismscope guest attach`: joins a region and prints what it holds after each notification.
@Command(
        name = "attach",
        header = "Joins a region, prints the text in it after each notification.",
        description = "%nRuns until --for or --count is over, or Ctrl+C.%n")
final class GuestAttachCommand implements Callable<Integer> {
    private static final Duration GLANCE = Duration.ofMillis(100);
    private static final int MOST_TEXT = 4096;

    private final Console console;

    @ParentCommand private @Nullable GuestCommand guest;
    @Mixin private final GuestLimits limits = new GuestLimits();

    @Parameters(
            paramLabel = "TOKEN",
            converter = TokenConverter.class,
            description = "The region's token, as alloc prints it.")
    private long token;

    @Option(names = "--read-only", description = "Ask for loads only.")
    private boolean readOnly;

    GuestAttachCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        return GuestWork.of(guest).runUntil(limits.begin(), this::read);
    }

    private void read(ProcessPeer peer) throws CommandFailure, InterruptedException {
        IsmDriver driver = peer.driver();
        GuestRegion region = attach(driver);
        try {
            long seen = 0;
            while (limits.goesOn(seen)) {
                DeviceEvent event = driver.awaitEvent(GLANCE);
                if (peer.isHostGone()) {
                    throw new CommandFailure(ExitCode.FAILED, "the host is gone.");
                }
                if (event instanceof DeviceEvent.RegionUpdated) {
                    seen++;
                    console.line(region.loadText(0, MOST_TEXT));
                    console.flush();
                } else if (event instanceof DeviceEvent.PeerDetached(_, _, long peers)
                        && peers == 1) {
                    console.tell("nobody else is attached any more.");
                    return;
                }
            }
        } catch (AccessFault e) {
            throw new CommandFailure(ExitCode.FAILED, "the region may not be read any more.");
        }
    }

    private GuestRegion attach(IsmDriver driver) throws CommandFailure {
        try {
            return driver.attach(token, readOnly ? PermissionSet.READ_ONLY : PermissionSet.NOTHING);
        } catch (CommandRefused e) {
            throw GuestWork.failure("cannot attach to %s".formatted(TokenConverter.text(token)), e);
        }
    }
}
