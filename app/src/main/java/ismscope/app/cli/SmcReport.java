package ismscope.app.cli;

import ismscope.app.smc.Measured;
import ismscope.app.smc.Pattern;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What `ismscope bench smc` prints.
///
/// @param all cases, TCP among them
record SmcReport(List<Measured> all) {
    private static final String TCP = "tcp";

    /// {@return our link with the highest throughput, without a capture}
    private String fastest() {
        return ours().max(Comparator.comparingDouble(this::throughput)).orElseThrow();
    }

    /// {@return our link with the lowest latency, without a capture}
    private String quickest() {
        return ours().min(Comparator.comparingDouble(this::latency)).orElseThrow();
    }

    private Stream<String> ours() {
        return links().stream().filter(link -> link.startsWith("ism") && !link.endsWith("tap"));
    }

    private Measured of(String link, Pattern pattern) {
        return all.stream()
                .filter(one -> one.link().equals(link) && one.pattern() == pattern)
                .findFirst()
                .orElseThrow();
    }

    private double throughput(String link) {
        return of(link, Pattern.STREAM).bytesPerSecond() / of(TCP, Pattern.STREAM).bytesPerSecond();
    }

    private double latency(String link) {
        return of(link, Pattern.PING_PONG).oneWayMicros()
                / of(TCP, Pattern.PING_PONG).oneWayMicros();
    }

    private double cpu(String link) {
        return of(link, Pattern.STREAM).cpuNanosPerByte()
                / of(TCP, Pattern.STREAM).cpuNanosPerByte();
    }

    private List<String> links() {
        return all.stream().map(Measured::link).distinct().toList();
    }

    /// {@return a line for each link, its figures and how they stand to TCP's}
    List<String> table() {
        List<String> lines = new ArrayList<>();
        lines.add(
                "%-18s %12s %7s %12s %7s %12s %7s"
                        .formatted(
                                "link",
                                "stream MB/s",
                                "x tcp",
                                "one way us",
                                "x tcp",
                                "cpu ns/KB",
                                "x tcp"));
        for (String link : links()) {
            lines.add(
                    "%-18s %12.0f %7.2f %12.2f %7.2f %12.1f %7.2f"
                            .formatted(
                                    link,
                                    of(link, Pattern.STREAM).bytesPerSecond() / 1e6,
                                    throughput(link),
                                    of(link, Pattern.PING_PONG).oneWayMicros(),
                                    latency(link),
                                    of(link, Pattern.STREAM).cpuNanosPerByte() * 1000,
                                    cpu(link)));
        }
        lines.add("");
        String line = "%-18s %.2f, %s (goal: %s)";
        lines.add(
                line.formatted("throughput_ratio", throughput(fastest()), fastest(), "4 or more"));
        lines.add(line.formatted("latency_ratio", latency(quickest()), quickest(), "0.5 or less"));
        lines.add(line.formatted("cpu_per_byte_ratio", cpu(fastest()), fastest(), "0.5 or less"));
        return lines;
    }

    /// {@return one JSON object over several lines}
    List<String> json() {
        List<String> lines = new ArrayList<>();
        lines.add("{");
        lines.add("  \"throughput_ratio\": %s,".formatted(number(throughput(fastest()))));
        lines.add("  \"latency_ratio\": %s,".formatted(number(latency(quickest()))));
        lines.add("  \"cpu_per_byte_ratio\": %s,".formatted(number(cpu(fastest()))));
        lines.add("  \"throughput_and_cpu_of\": \"%s\",".formatted(fastest()));
        lines.add("  \"latency_of\": \"%s\",".formatted(quickest()));
        lines.add("  \"cases\": [");
        for (int i = 0; i < all.size(); i++) {
            lines.add("    %s%s".formatted(json(all.get(i)), i + 1 < all.size() ? "," : ""));
        }
        lines.add("  ]");
        lines.add("}");
        return lines;
    }

    private static String json(Measured one) {
        return ("{\"link\": \"%s\", \"pattern\": \"%s\", \"message_bytes\": %d, \"messages\": %d,"
                        + " \"nanos\": %d, \"cpu_nanos\": %d}")
                .formatted(
                        one.link(),
                        one.pattern().name().toLowerCase(Locale.ROOT),
                        one.pattern().bytes(),
                        one.messages(),
                        one.nanos(),
                        one.cpuNanos());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
