package ismscope.app.cli;

import ismscope.device.guest.IsmDriver;
import ismscope.device.peer.ProcessPeer;
import ismscope.device.protocol.FeatureBit;
import ismscope.device.protocol.IsmConfig;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `ismscope guest ls`: the device that a guest gets, and what tokens lead to.
@Command(
        name = "ls",
        header = "Shows the device that a guest gets here, and the regions of tokens.",
        description =
                "%nA guest sees its own device, and regions whose token it knows. All devices and"
                        + " regions: \"ismscope ls -i unix:DIR\".%n")
final class GuestListCommand implements Callable<Integer> {
    private final Console console;

    @ParentCommand private @Nullable GuestCommand guest;

    @Parameters(
            paramLabel = "TOKEN",
            arity = "0..*",
            converter = TokenConverter.class,
            description = "Regions to look at.")
    private long[] tokens = {};

    GuestListCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        return GuestWork.of(guest).run(this::list);
    }

    private void list(ProcessPeer peer) {
        IsmDriver driver = peer.driver();
        IsmConfig config = driver.config();
        console.line("DEVID  GID                 CHUNK     NOTIFY  FEATURES");
        console.line(
                "%-5d  0x%016x  %-8d  %-6d  %s"
                        .formatted(
                                config.devid(),
                                config.gid(),
                                config.chunkSize(),
                                config.notifySize(),
                                FeatureBit.describe(driver.features())));
        if (tokens.length > 0) {
            console.line("");
            console.line("TOKEN               SIZE        STATE");
        }
        for (long token : tokens) {
            console.line(region(driver, token));
        }
    }

    private static String region(IsmDriver driver, long token) {
        try {
            long size = driver.attach(token).size();
            driver.detach(token);
            return "%s  %-10d  can be attached".formatted(TokenConverter.text(token), size);
        } catch (ismscope.device.guest.CommandRefused e) {
            return "%s  %-10s  %s".formatted(TokenConverter.text(token), "-", e.ack());
        }
    }
}
