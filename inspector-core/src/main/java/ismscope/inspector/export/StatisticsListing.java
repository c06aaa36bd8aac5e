package ismscope.inspector.export;

import ismscope.device.protocol.Ack;
import ismscope.inspector.event.ValueText;
import ismscope.inspector.session.SessionSnapshot;
import ismscope.inspector.statistics.Figures;
import ismscope.inspector.statistics.Latency;
import ismscope.inspector.statistics.Measure;
import ismscope.inspector.statistics.RegionLife;
import ismscope.inspector.statistics.Statistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Figures of a session as aligned tables for people: everything, VMs, regions, commands, refusals,
/// how latencies are spread, regions that are left. Columns: docs/statistics.md.
///
/// Stateless. Thread: any.
///
/// @param most rows of a table
public record StatisticsListing(SessionSnapshot snapshot, Statistics figures, int most) {
    private static final int BAR = 40;
    private static final String NONE = "-";
    private static final List<String> TITLES =
            List.of(
                    "EVENTS",
                    "PER SECOND",
                    "COMMANDS",
                    "REFUSED",
                    "P50",
                    "P90",
                    "P99",
                    "LONGEST",
                    "IN EVENT",
                    "DOORBELLS",
                    "DELIVERED",
                    "MERGED",
                    "LOST",
                    "COALESCED",
                    "FIRST");

    /// Lists all tables.
    ///
    /// @param out takes the lines
    public void list(Consumer<String> out) {
        out.accept(
                "%s in %s"
                        .formatted(
                                ValueText.count(figures.whole().count(Measure.EVENTS), "event"),
                                ValueText.duration(figures.spanNanos())));
        table("VM", both(figures.whole(), figures.vms()), out);
        table("COMMAND", figures.commands(), out);
        table("REGION", figures.regions(), out);
        refusals(out);
        spread(out);
        alive(out);
    }

    private static List<Figures> both(Figures whole, List<Figures> parts) {
        List<Figures> all = new ArrayList<>(List.of(whole));
        all.addAll(parts);
        return all;
    }

    private void table(String subject, List<Figures> rows, Consumer<String> out) {
        if (rows.isEmpty()) {
            return;
        }
        List<List<String>> cells = new ArrayList<>();
        List<String> titles = new ArrayList<>(List.of(subject));
        titles.addAll(TITLES);
        cells.add(titles);
        rows.stream().limit(most).forEach(row -> cells.add(cells(row)));
        print(cells, rows.size(), out);
    }

    private void print(List<List<String>> cells, int rows, Consumer<String> out) {
        out.accept("");
        AlignedTable.lines(cells).forEach(out);
        if (rows > most) {
            out.accept("and " + ValueText.count(rows - most) + " more");
        }
    }

    private List<String> cells(Figures row) {
        Latency latency = row.latency();
        boolean timed = latency.count() > 0;
        return List.of(
                row.subject().label(),
                count(row, Measure.EVENTS),
                rate(row.count(Measure.EVENTS)),
                count(row, Measure.COMMANDS),
                count(row, Measure.REFUSALS),
                timed ? ValueText.duration(latency.p50()) : NONE,
                timed ? ValueText.duration(latency.p90()) : NONE,
                timed ? ValueText.duration(latency.p99()) : NONE,
                timed ? ValueText.duration(latency.longest()) : NONE,
                timed ? "#" + (latency.worstEvent() + 1) : NONE,
                count(row, Measure.DOORBELLS),
                count(row, Measure.DELIVERIES),
                count(row, Measure.MERGED),
                count(row, Measure.LOST),
                percent(row.coalescing()),
                row.firstEvent() < 0 ? NONE : "#" + (row.firstEvent() + 1));
    }

    private static String count(Figures row, Measure measure) {
        return ValueText.count(row.count(measure));
    }

    private String rate(long count) {
        double rate = figures.perSecond(count);
        return String.format(Locale.ROOT, rate < 10 ? "%.1f" : "%.0f", rate);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    private void refusals(Consumer<String> out) {
        Map<Integer, Long> refusals = new TreeMap<>(figures.whole().refusals());
        if (refusals.isEmpty()) {
            return;
        }
        List<List<String>> cells = new ArrayList<>(List.of(List.of("REFUSED WITH", "COMMANDS")));
        refusals.forEach(
                (code, count) -> cells.add(List.of(ackName(code), ValueText.count(count))));
        print(cells, 0, out);
    }

    private static String ackName(int code) {
        Ack ack = Ack.fromCode(code);
        return ack == null ? "ack " + code : ack.name();
    }

    private void spread(Consumer<String> out) {
        List<Latency.Bar> bars = figures.whole().latency().bars();
        if (bars.isEmpty()) {
            return;
        }
        long tallest = bars.stream().mapToLong(Latency.Bar::count).max().orElse(1);
        List<List<String>> cells =
                new ArrayList<>(List.of(List.of("LATENCY BELOW", "COMMANDS", "")));
        for (Latency.Bar bar : bars) {
            int length = Math.ceilDiv((int) (bar.count() * BAR * 10 / tallest), 10);
            String drawn = "#".repeat(length);
            cells.add(
                    List.of(
                            ValueText.duration(bar.to()),
                            ValueText.count(bar.count()),
                            drawn + " ".repeat(BAR - length)));
        }
        print(cells, 0, out);
    }

    private void alive(Consumer<String> out) {
        out.accept("");
        out.accept(
                "Alive at the end: %s, %s; %s outlive their creator."
                        .formatted(
                                ValueText.count(figures.alive().size(), "region"),
                                ValueText.size(figures.liveBytes()),
                                ValueText.size(figures.orphanedBytes())));
        if (figures.alive().isEmpty()) {
            return;
        }
        List<List<String>> cells =
                new ArrayList<>(
                        List.of(
                                List.of(
                                        "ALIVE",
                                        "SIZE",
                                        "AGE",
                                        "USERS",
                                        "CREATOR",
                                        "CREATED",
                                        "CREATOR IS")));
        figures.alive().stream().limit(most).forEach(life -> cells.add(cells(life)));
        print(cells, figures.alive().size(), out);
    }

    private List<String> cells(RegionLife life) {
        return List.of(
                ValueText.token(life.token()),
                ValueText.size(life.size()),
                ValueText.duration(life.ageNanos()),
                ValueText.count(life.users()),
                life.creator() < 0 ? NONE : ValueText.oneLine(snapshot.deviceName(life.creator())),
                "#" + (life.created() + 1),
                life.creatorGone() ? "gone" : "there");
    }
}
