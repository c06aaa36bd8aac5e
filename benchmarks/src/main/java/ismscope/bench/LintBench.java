package ismscope.bench;

import ismscope.inspector.capture.RecordedFile;
import ismscope.inspector.event.Event;
import ismscope.inspector.index.IndexListener;
import ismscope.inspector.index.IndexWriter;
import ismscope.inspector.lint.Linter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/// What checking a recording against all rules costs beside indexing it: both in turn, in one run,
/// in time of the processor, so that a busy machine shows little in it.
///
/// ```
/// mvn -Pbench -pl benchmarks -am -DskipTests verify -Dbench.main=ismscope.bench.LintBench -Dbench='FILE 7'
/// ```
public final class LintBench {
    private static final int USUAL_TIMES = 7;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private LintBench() {}

    /// Indexes the file of the first argument, with and without lint, as often as the second says.
    public static void main(String[] arguments) throws Exception {
        int times = arguments.length < 2 ? USUAL_TIMES : Integer.parseInt(arguments[1]);
        Path file = Path.of(arguments[0]);
        long[] bare = new long[times];
        long[] linted = new long[times];
        long events = 0;
        for (int i = 0; i < times; i++) {
            bare[i] = index(file, IndexListener.NONE);
            Linting linting = new Linting();
            linted[i] = index(file, linting);
            events = linting.linter.findings().eventCount();
            System.out.printf(
                    Locale.ROOT,
                    "%,d events: index %.2f s, index and lint %.2f s, %,d findings%n",
                    events,
                    bare[i] / 1e9,
                    linted[i] / 1e9,
                    linting.linter.findings().count());
        }
        Arrays.sort(bare);
        Arrays.sort(linted);
        System.out.printf(
                Locale.ROOT,
                "medians: index %.0f ns an event, lint %.0f ns more%n",
                (double) bare[times / 2] / events,
                (double) (linted[times / 2] - bare[times / 2]) / events);
    }

    private static long index(Path file, IndexListener listener) throws Exception {
        try (RecordedFile recorded = RecordedFile.open(file)) {
            IndexWriter writer = new IndexWriter(recorded.bytes(), listener);
            long start = THREADS.getCurrentThreadCpuTime();
            writer.run();
            return THREADS.getCurrentThreadCpuTime() - start;
        }
    }

    private static final class Linting implements IndexListener {
        private final Linter linter = new Linter();

        @Override
        public void append(Event event) {
            linter.append(event);
        }

        @Override
        public void published() {
            linter.publish();
        }
    }
}
