package ismscope.app.statistics;

import ismscope.app.text.Numbers;
import ismscope.inspector.event.ValueText;
import ismscope.inspector.statistics.Figures;
import ismscope.inspector.statistics.Measure;
import java.util.Locale;

/// A column of figures: a number of each subject, how it is written and which events it is of.
enum FigureColumn {
    EVENTS(84, Measure.EVENTS),
    COMMANDS(92, Measure.COMMANDS),
    REFUSED(78, Measure.REFUSALS),
    /// Latencies are those of commands.
    P50(66, Measure.COMMANDS),
    P99(66, Measure.COMMANDS),
    LONGEST(76, Measure.COMMANDS),
    DOORBELLS(86, Measure.DOORBELLS),
    DELIVERED(82, Measure.DELIVERIES),
    MERGED(72, Measure.MERGED),
    LOST(60, Measure.LOST),
    COALESCED(88, Measure.MERGED),
    VIOLATIONS(84, Measure.VIOLATIONS);

    private final double width;
    private final Measure measure;

    FigureColumn(double width, Measure measure) {
        this.width = width;
        this.measure = measure;
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
        return "statistics.column." + name().toLowerCase(Locale.ROOT);
    }
}
