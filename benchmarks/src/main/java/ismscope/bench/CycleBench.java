package ismscope.bench;

import ismscope.device.model.HostOptions;
import ismscope.device.model.IsmHost;
import ismscope.device.region.TokenSource;
import ismscope.device.tap.DeviceTap;
import ismscope.device.tap.SystemClock;
import ismscope.device.transport.HostThread;
import ismscope.device.vfio.VfioAddress;
import ismscope.device.vfio.VfioEndpoint;
import ismscope.device.vfio.VfioPeers;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/// VMs that connect over vfio-user, bring their driver up, do a command, and go, again and again:
/// what the process has open and mapped, and how much memory it takes, on the way.
///
/// Argument: how many (10000 if not given).
public final class CycleBench {
    private static final int USUAL = 10_000;
    private static final int WARM_UP = 500;
    private static final int LINES = 5;
    private static final long GLANCE_NANOS = 1_000_000;

    private final PrintStream out;
    private final HostThread thread;
    private final VfioEndpoint endpoint;
    private final Path path;

    private CycleBench(PrintStream out, Path path) throws IOException {
        this.out = out;
        this.path = path;
        thread =
                HostThread.serving(
                        new IsmHost(
                                HostOptions.usual(),
                                DeviceTap.NONE,
                                new SystemClock(),
                                TokenSource.secure()));
        endpoint = new VfioEndpoint(VfioAddress.of(path, "vm"), new VfioPeers(), _ -> {});
        endpoint.open(thread);
    }

    /// Runs it.
    public static void main(String[] arguments) throws Exception {
        int cycles = arguments.length > 0 ? Integer.parseInt(arguments[0]) : USUAL;
        Path folder = Files.createTempDirectory("cycle-bench");
        CycleBench bench = new CycleBench(System.out, folder.resolve("vm"));
        bench.run(cycles);
        bench.endpoint.close();
        bench.thread.close();
        Files.delete(folder);
    }

    private void run(int cycles) throws Exception {
        out.println("cycles descriptors mappings  RSS MiB");
        cycle(Math.min(WARM_UP, cycles));
        tell(0);
        int done = 0;
        for (int line = 1; line <= LINES; line++) {
            int next = (int) ((long) cycles * line / LINES);
            cycle(next - done);
            done = next;
            tell(done);
        }
    }

    private void cycle(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            try (VfioPeer vm = new VfioPeer(path)) {
                vm.loadWord(0);
            }
        }
        while (thread.<Integer>ask(host -> host.devices().size()) > 0) {
            LockSupport.parkNanos(GLANCE_NANOS);
        }
    }

    private void tell(int cycles) throws IOException {
        // Twice: what the first finds unreachable may hold what the second frees.
        System.gc();
        System.gc();
        out.printf(
                "%6d %11d %8d %8d%n",
                cycles,
                descriptors(),
                Files.readAllLines(Path.of("/proc/self/maps")).size(),
                residentKib() / 1024);
    }

    private static int descriptors() throws IOException {
        int count = 0;
        try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path _ : open) {
                count++;
            }
        }
        return count;
    }

    private static long residentKib() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
