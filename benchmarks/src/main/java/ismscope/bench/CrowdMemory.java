package ismscope.bench;

import ismscope.device.scenario.ScenarioOptions;
import ismscope.inspector.session.LiveRun;
import ismscope.inspector.session.LiveSession;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a host with a crowd takes, recorder, index and states included: heap, memory of the
/// process, memory files, threads; in all and for each VM.
///
/// ```
/// mvn -Pbench -pl benchmarks -am -DskipTests verify -Dbench.main=ismscope.bench.CrowdMemory -Dbench=1000
/// ```
public final class CrowdMemory {
    private static final int USUAL_VMS = 1000;
    private static final int COLLECTIONS = 3;
    private static final int CALM_MILLIS = 5000;
    private static final Pattern MAPPING =
            Pattern.compile("[0-9a-f]+-[0-9a-f]+ \\S+ \\S+ \\S+ \\d+ *(.*)");
    private static final Pattern AMOUNT = Pattern.compile("(Size|Rss): +(\\d+) kB");

    private CrowdMemory() {}

    /// @param heap bytes that live after a collection
    /// @param resident bytes of the process in RAM
    /// @param filesMapped bytes of address space that memory files take
    /// @param filesResident bytes of them that were ever touched
    /// @param descriptors open files
    private record Figures(
            long heap,
            long resident,
            long filesMapped,
            long filesResident,
            long files,
            long descriptors,
            int threads) {}

    /// Measures an empty process, plays the crowd until it is complete and calm, and measures
    /// again.
    public static void main(String[] arguments) throws Exception {
        int vms = arguments.length == 0 ? USUAL_VMS : Integer.parseInt(arguments[0]);
        Figures before = measure();
        ScenarioOptions options = ScenarioOptions.of("crowd").withGuests(vms);
        try (LiveSession session = LiveSession.start(LiveRun.of(options))) {
            while (joined(session) < vms) {
                Thread.sleep(50);
            }
            Thread.sleep(CALM_MILLIS);
            print(before, measure(), vms);
        }
    }

    private static int joined(LiveSession session) {
        var snapshot = session.snapshot();
        return snapshot.eventCount() == 0
                ? 0
                : snapshot.stateAt(snapshot.eventCount() - 1).devices().size();
    }

    private static Figures measure() throws IOException {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        long mapped = 0;
        long touched = 0;
        long files = 0;
        boolean memoryFile = false;
        for (String line : Files.readAllLines(Path.of("/proc/self/smaps"))) {
            Matcher mapping = MAPPING.matcher(line);
            Matcher amount = AMOUNT.matcher(line);
            if (mapping.matches()) {
                memoryFile = mapping.group(1).startsWith("/memfd:");
                files += memoryFile ? 1 : 0;
            } else if (memoryFile && amount.matches()) {
                long bytes = Long.parseLong(amount.group(2)) << 10;
                mapped += amount.group(1).equals("Size") ? bytes : 0;
                touched += amount.group(1).equals("Rss") ? bytes : 0;
            }
        }
        return new Figures(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                resident(),
                mapped,
                touched,
                files,
                count(Path.of("/proc/self/fd")),
                ManagementFactory.getThreadMXBean().getThreadCount());
    }

    private static long resident() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .sum();
    }

    private static long count(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.count();
        }
    }

    private static void print(Figures before, Figures after, int vms) {
        row("heap after collection", before.heap, after.heap, vms);
        row("resident", before.resident, after.resident, vms);
        row("memory files mapped", before.filesMapped, after.filesMapped, vms);
        row("memory files touched", before.filesResident, after.filesResident, vms);
        System.out.printf("%-24s %d -> %d%n", "mappings of them", before.files, after.files);
        System.out.printf("%-24s %d -> %d%n", "open files", before.descriptors, after.descriptors);
        System.out.printf("%-24s %d -> %d%n", "threads", before.threads, after.threads);
    }

    private static void row(String title, long before, long after, int vms) {
        System.out.printf(
                Locale.ROOT,
                "%-24s %8.1f -> %8.1f MiB, %7.1f KiB for each VM%n",
                title,
                before / 1048576.0,
                after / 1048576.0,
                (after - before) / 1024.0 / vms);
    }
}
