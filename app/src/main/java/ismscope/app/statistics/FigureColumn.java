package ismscope.app.statistics;

import ismscope.app.text.Amounts;
import ismscope.app.text.Numbers;
import ismscope.inspector.event.ValueText;
import ismscope.inspector.statistics.Figures;
import ismscope.inspector.statistics.Latency;
import ismscope.inspector.statistics.Measure;
import ismscope.inspector.statistics.Statistics;
import java.util.Locale;

/// A column of figures: a number of each subject, how it is written and which events it is of.
enum FigureColumn {
    EVENTS(78, Measure.EVENTS, "statistics.column.events"),
    RATE(88, Measure.EVENTS, "statistics.column.rate"),
    COMMANDS(84, Measure.COMMANDS, "statistics.column.commands"),
    REFUSED(70, Measure.REFUSALS, "statistics.column.refused"),
    /// Latencies are those of commands.
    P50(62, Measure.COMMANDS, "statistics.column.half"),
    P99(62, Measure.COMMANDS, "statistics.column.most"),
    LONGEST(70, Measure.COMMANDS, "statistics.column.longest"),
    DOORBELLS(82, Measure.DOORBELLS, "statistics.column.doorbells"),
    DELIVERED(80, Measure.DELIVERIES, "statistics.column.delivered"),
    MERGED(68, Measure.MERGED, "statistics.column.merged"),
    COALESCED(84, Measure.MERGED, "statistics.column.coalesced"),
    LOST(56, Measure.LOST, "statistics.column.lost"),
    VIOLATIONS(80, Measure.VIOLATIONS, "statistics.column.violations"),
    /// Bytes of regions that are alive at the end, and since when the oldest is.
    LEFT(76, Measure.EVENTS, "statistics.column.left"),
    ORPHANED(76, Measure.EVENTS, "statistics.column.orphaned"),
    AGE(66, Measure.EVENTS, "statistics.column.age");

    private final double width;
    private final Measure measure;
    private final String textKey;

    FigureColumn(double width, Measure measure, String textKey) {
        this.width = width;
        this.measure = measure;
        this.textKey = textKey;
    }

    double width() {
        return width;
    }

    /// {@return the number of a row}
    ///
    /// @param all the statistics that the row is of
    double value(Statistics all, Figures row) {
        return switch (this) {
            case RATE -> all.perSecond(row.count(measure));
            case P50 -> row.latency().p50();
            case P99 -> row.latency().p99();
            case LONGEST -> row.latency().longest();
            case COALESCED -> row.coalescing();
            case LEFT -> all.left(row.subject()).bytes();
            case ORPHANED -> all.left(row.subject()).orphanedBytes();
            case AGE -> all.left(row.subject()).oldestNanos();
            default -> row.count(measure);
        };
    }

    /// {@return the filter that finds the events behind the number of a row: of a latency the
    /// replies that took so long or longer, of what is left the events that created it}
    String filter(Statistics all, Figures row) {
        return switch (this) {
            case P50, P99, LONGEST ->
                    all.scope().eventsOf(row.subject(), Latency.filterFrom((long) value(all, row)));
            case LEFT, ORPHANED -> all.left(row.subject()).filter();
            case AGE -> all.left(row.subject()).oldestFilter();
            default -> all.scope().eventsOf(row.subject(), measure);
        };
    }

    /// {@return a number as it is written}
    String words(double number) {
        if (number == 0) {
            return "";
        }
        return switch (this) {
            case P50, P99, LONGEST, AGE -> ValueText.duration((long) number);
            case RATE -> Amounts.brief(Math.max(1, (long) number));
            case COALESCED -> String.format(Locale.ROOT, "%.1f %%", number * 100);
            case LEFT, ORPHANED -> Amounts.bytes((long) number);
            default -> Numbers.grouped((long) number);
        };
    }

    String textKey() {
        return textKey;
    }
}
