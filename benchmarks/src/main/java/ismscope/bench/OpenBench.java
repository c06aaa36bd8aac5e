package ismscope.bench;

import ismscope.inspector.filter.Filter;
import ismscope.inspector.filter.FilterException;
import ismscope.inspector.filter.FilterRun;
import ismscope.inspector.filter.Matches;
import ismscope.inspector.session.RecordingSession;
import ismscope.inspector.session.SessionSnapshot;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/// How long a recording takes to open: until its first rows are there, until all of it is indexed;
/// what that takes of memory; and how long the state at any event takes, and a page of a region.
///
/// ```
/// mvn -Pbench -pl benchmarks -am -DskipTests verify -Dbench.main=ismscope.bench.OpenBench -Dbench='FILE 5'
/// ```
public final class OpenBench {
    private static final long SCREENFUL = 100;
    private static final int USUAL_TIMES = 5;

    private OpenBench() {}

    /// Opens the file of the first argument as often as the second says, runs the filters that
    /// follow, and prints a line for each.
    public static void main(String[] arguments) throws Exception {
        int times = arguments.length < 2 ? USUAL_TIMES : Integer.parseInt(arguments[1]);
        List<String> filters =
                Arrays.asList(arguments).subList(Math.min(2, arguments.length), arguments.length);
        for (int i = 0; i < times; i++) {
            open(Path.of(arguments[0]), filters);
        }
    }

    private static void open(Path file, List<String> filters) throws Exception {
        long start = System.nanoTime();
        try (RecordingSession session = RecordingSession.open(file)) {
            while (session.snapshot().eventCount() < SCREENFUL && session.notice().isEmpty()) {
                Thread.onSpinWait();
            }
            long first = System.nanoTime() - start;
            session.awaitEnd();
            long all = System.nanoTime() - start;
            SessionSnapshot snapshot = session.snapshot();
            System.out.printf(
                    Locale.ROOT,
                    "%,d events: first rows %.0f ms, all indexed %.2f s, %.2f million/s;"
                            + " heap %d MiB, resident %d MiB %s%n",
                    snapshot.eventCount(),
                    first / 1e6,
                    all / 1e9,
                    snapshot.eventCount() * 1e3 / all,
                    heapAfterCollection() >> 20,
                    resident() >> 20,
                    session.notice());
            states(snapshot);
            for (String filter : filters) {
                filter(snapshot, filter);
            }
        }
    }

    private static void filter(SessionSnapshot snapshot, String text) throws FilterException {
        long start = System.nanoTime();
        FilterRun run = new FilterRun(Filter.parse(text, snapshot));
        Matches matches = run.advance(snapshot);
        System.out.printf(
                Locale.ROOT,
                "  filter %s: %,d events in %.0f ms%n",
                text,
                matches.count(),
                (System.nanoTime() - start) / 1e6);
    }

    private static void states(SessionSnapshot snapshot) {
        RandomMoments moments = RandomMoments.of(snapshot);
        print("state at a random event", moments.states());
        print("page of a random region at it", moments.pages());
    }

    private static void print(String what, Histogram times) {
        System.out.printf(
                Locale.ROOT,
                "  %s: half within %.2f ms, 99 of 100 %.2f ms, all %.2f ms%n",
                what,
                times.getValueAtPercentile(50) / 1e6,
                times.getValueAtPercentile(99) / 1e6,
                times.getMaxValue() / 1e6);
    }

    private static long heapAfterCollection() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long resident() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .sum();
    }
}
