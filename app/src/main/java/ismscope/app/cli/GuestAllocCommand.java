package ismscope.app.cli;

import ismscope.device.guest.CommandRefused;
import ismscope.device.guest.DeviceMemory.AccessFault;
import ismscope.device.guest.GuestRegion;
import ismscope.device.guest.IsmDriver;
import ismscope.device.peer.ProcessPeer;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `ismscope guest alloc`: makes a region and writes messages into it.
@Command(
        name = "alloc",
        header = "Makes a region, prints its token, writes a message each second.",
        description = "%nRuns until --for or --count is over, or Ctrl+C.%n")
final class GuestAllocCommand implements Callable<Integer> {
    private final Console console;

    @ParentCommand private @Nullable GuestCommand guest;
    @Mixin private final GuestLimits limits = new GuestLimits();

    @Parameters(
            paramLabel = "SIZE",
            converter = ByteSizeConverter.class,
            description = "Bytes, as 64K or 1M; rounded up to whole chunks.")
    private long size;

    @Option(
            names = "--every",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Time between two messages (default: 1s).")
    private Duration every = Duration.ofSeconds(1);

    GuestAllocCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        return GuestWork.of(guest).runUntil(limits.begin(), this::write);
    }

    private void write(ProcessPeer peer) throws CommandFailure, InterruptedException {
        IsmDriver driver = peer.driver();
        GuestRegion region = allocate(driver);
        console.line("token %s".formatted(TokenConverter.text(region.token())));
        console.flush();
        try {
            for (long n = 1; limits.goesOn(n - 1); n++) {
                String message = "message %d!!".formatted(n);
                region.storeText(0, message);
                driver.ring(region);
                console.line(message);
                console.flush();
                limits.pause(every);
            }
        } catch (AccessFault e) {
            throw new CommandFailure(ExitCode.FAILED, "the region was taken away.");
        }
    }

    private GuestRegion allocate(IsmDriver driver) throws CommandFailure {
        try {
            return driver.allocate(size);
        } catch (CommandRefused e) {
            throw GuestWork.failure("no region of %d bytes".formatted(size), e);
        }
    }
}
