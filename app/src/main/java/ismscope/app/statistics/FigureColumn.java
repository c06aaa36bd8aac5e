package ismscope.app.statistics;

import ismscope.app.text.Numbers;
import ismscope.inspector.event.ValueText;
import ismscope.inspector.statistics.Figures;
import ismscope.inspector.statistics.Measure;
import java.util.Locale;

/// A column of figures: a number of each subject, how it is written and which events it is of.
enum FigureColumn {
    EVENTS(84, Measure.EVENTS, "statistics.column.events"),
    COMMANDS(92, Measure.COMMANDS, "statistics.column.commands"),
    REFUSED(78, Measure.REFUSALS, "statistics.column.refused"),
    /// Latencies are those of commands.
    P50(66, Measure.COMMANDS, "statistics.column.half"),
    P99(66, Measure.COMMANDS, "statistics.column.most"),
    LONGEST(76, Measure.COMMANDS, "statistics.column.longest"),
    DOORBELLS(86, Measure.DOORBELLS, "statistics.column.doorbells"),
    DELIVERED(82, Measure.DELIVERIES, "statistics.column.delivered"),
    MERGED(72, Measure.MERGED, "statistics.column.merged"),
    LOST(60, Measure.LOST, "statistics.column.lost"),
    COALESCED(88, Measure.MERGED, "statistics.column.coalesced"),
    VIOLATIONS(84, Measure.VIOLATIONS, "statistics.column.violations");

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

    double value(Figures figures) {
        return switch (this) {
            case P50 -> figures.latency().p50();
            case P99 -> figures.latency().p99();
            case LONGEST -> figures.latency().longest();
            case COALESCED -> figures.coalescing();
            default -> figures.count(measure);
        };
    }

    /// {@return what its events are}
    Measure measure() {
        return measure;
    }

    /// {@return a number as it is written}
    String words(double number) {
        return switch (this) {
            case P50, P99, LONGEST -> number == 0 ? "" : ValueText.duration((long) number);
            case COALESCED ->
                    number == 0 ? "" : String.format(Locale.ROOT, "%.1f %%", number * 100);
            default -> number == 0 ? "" : Numbers.grouped((long) number);
        };
    }

    String textKey() {
        return textKey;
    }
}
