package ismscope.bench;

import ismscope.device.scenario.ScenarioOptions;
import ismscope.inspector.filter.Filter;
import ismscope.inspector.filter.FilterException;
import ismscope.inspector.filter.FilterRun;
import ismscope.inspector.generate.CaptureGenerator;
import ismscope.inspector.session.RecordingSession;
import ismscope.inspector.session.SessionSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/// How opening, filtering and selecting cost as a session grows; prints JSON for
/// `docs/plot-growth.py`. Captures are generated one at a time and removed.
///
/// ```
/// ISMSCOPE_NO_CACHE=1 mvn -Pbench -pl benchmarks -am -DskipTests verify -Dbench.main=ismscope.bench.GrowthBench \
///     -Dbench='1 2 5 10 20 50'
/// ```
public final class GrowthBench {
    private static final long MILLION = 1_000_000;
    private static final int TIMES = 3;

    private static final Map<String, String> FILTERS =
            Map.of(
                    "filter_columns", "ism.kind == DOORBELL && ism.vm == \"vm3\"",
                    "filter_records", "ism.content.offset == 0x40",
                    "filter_states", "token.granted && region.peers > 1");

    private GrowthBench() {}

    /// Measures sessions of so many million events.
    public static void main(String[] arguments) throws Exception {
        if (System.getenv("ISMSCOPE_NO_CACHE") == null) {
            throw new IllegalStateException("ISMSCOPE_NO_CACHE=1 is needed: indexes would be kept");
        }
        List<String> rows = new ArrayList<>();
        measure(MILLION);
        for (String millions : arguments) {
            rows.add(measure(Long.parseLong(millions) * MILLION));
        }
        System.out.printf("{\"rows\": [%n%s%n]}%n", String.join(",\n", rows));
    }

    private static String measure(long events) throws Exception {
        Path file = Files.createTempFile("ismscope-growth-", ".pcapng");
        try {
            new CaptureGenerator(ScenarioOptions.of("busy"), events).write(file, _ -> {});
            Map<String, Double> row = new LinkedHashMap<>();
            row.put("open", best(TIMES, () -> open(file)));
            try (RecordingSession session = RecordingSession.open(file)) {
                session.awaitEnd();
                SessionSnapshot snapshot = session.snapshot();
                for (Map.Entry<String, String> filter : FILTERS.entrySet()) {
                    row.put(
                            filter.getKey(),
                            best(TIMES, () -> filter(snapshot, filter.getValue())));
                }
                RandomMoments.of(snapshot);
                RandomMoments moments = RandomMoments.of(snapshot);
                add(row, "state", moments.states());
                add(row, "page", moments.pages());
            }
            return json(events, Files.size(file), row);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static void add(Map<String, Double> row, String what, Histogram times) {
        row.put(what + "_half", times.getValueAtPercentile(50) / 1e9);
        row.put(what + "_99", times.getValueAtPercentile(99) / 1e9);
    }

    private static String json(long events, long bytes, Map<String, Double> row) {
        StringBuilder line = new StringBuilder();
        line.append("  {\"events\": ").append(events).append(", \"bytes\": ").append(bytes);
        row.forEach((what, seconds) ->
                line.append(String.format(Locale.ROOT, ", \"%s\": %.6f", what, seconds)));
        return line.append('}').toString();
    }

    @FunctionalInterface
    private interface Step {
        void run() throws Exception;
    }

    /// {@return the least seconds of several times}
    private static double best(int times, Step step) throws Exception {
        double best = Double.MAX_VALUE;
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            step.run();
            best = Math.min(best, (System.nanoTime() - start) / 1e9);
        }
        return best;
    }

    private static void open(Path file) throws Exception {
        try (RecordingSession session = RecordingSession.open(file)) {
            session.awaitEnd();
        }
    }

    private static void filter(SessionSnapshot snapshot, String text) throws FilterException {
        new FilterRun(Filter.parse(text, snapshot)).advance(snapshot);
    }
}
