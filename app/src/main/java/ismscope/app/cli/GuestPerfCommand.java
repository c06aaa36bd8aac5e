package ismscope.app.cli;

import ismscope.device.guest.CommandRefused;
import ismscope.device.guest.GuestRegion;
import ismscope.device.peer.ProcessPeer;
import ismscope.device.protocol.DeviceEvent;
import ismscope.device.protocol.PermissionSet;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `ismscope guest perf`: what commands and notifications cost here.
@Command(
        name = "perf",
        header = "Measures commands, and doorbells until their event is there.",
        description = "%nTwo guests of this process take part; nobody else is disturbed.%n")
final class GuestPerfCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long SIZE = 64 << 10;

    private final Console console;

    @ParentCommand private @Nullable GuestCommand guest;

    @Option(
            names = "--count",
            paramLabel = "N",
            description = "How often each is done (default: 10000).")
    private int count = 10_000;

    GuestPerfCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        GuestCommand parent = GuestWork.of(guest);
        return parent.run(first -> {
            try (ProcessPeer second = parent.boot()) {
                measure(first, second);
            }
        });
    }

    private void measure(ProcessPeer first, ProcessPeer second)
            throws CommandFailure, InterruptedException {
        try {
            GuestRegion mine = first.driver().allocate(SIZE);
            GuestRegion seen = second.driver().attach(mine.token());
            tell("command and reply", commands(first, mine));
            tell("doorbell to event, there and back", rounds(first, mine, second, seen));
        } catch (CommandRefused e) {
            throw GuestWork.failure("cannot measure", e);
        }
    }

    private void tell(String what, long nanos) {
        console.line(
                "%-34s %10.1f us".formatted(what, nanos / 1e3 / count).toLowerCase(Locale.ROOT));
        console.flush();
    }

    private long commands(ProcessPeer peer, GuestRegion region) throws CommandRefused {
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            peer.driver().grantDefault(region.token(), PermissionSet.DEFAULT_FOR_OTHERS);
        }
        return System.nanoTime() - start;
    }

    private long rounds(ProcessPeer a, GuestRegion inA, ProcessPeer b, GuestRegion inB)
            throws CommandFailure, InterruptedException {
        // The first knows of the second since it attached.
        await(a, DeviceEvent.PeerAttached.class);
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            a.driver().ring(inA);
            await(b, DeviceEvent.RegionUpdated.class);
            b.driver().ring(inB);
            await(a, DeviceEvent.RegionUpdated.class);
        }
        return System.nanoTime() - start;
    }

    private static void await(ProcessPeer peer, Class<? extends DeviceEvent> kind)
            throws CommandFailure, InterruptedException {
        DeviceEvent event = peer.driver().awaitEvent(PATIENCE);
        while (event != null && !kind.isInstance(event)) {
            event = peer.driver().awaitEvent(PATIENCE);
        }
        if (event == null) {
            throw new CommandFailure(ExitCode.FAILED, "no event came within 5 s.");
        }
    }
}
