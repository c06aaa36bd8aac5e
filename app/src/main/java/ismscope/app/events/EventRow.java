package ismscope.app.events;

import ismscope.device.tap.Severity;
import ismscope.device.tap.TapKind;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the list shows of one event.
///
/// @param number of the event
/// @param device its ordinal
/// @param kind of the event
/// @param flow of the event, 0 for none
/// @param severity of a violation, else null
/// @param outcome of a request or reply
/// @param cells by column
/// @param fields cells of columns that a person added
public record EventRow(
        long number,
        int device,
        TapKind kind,
        long flow,
        @Nullable Severity severity,
        Outcome outcome,
        Map<EventColumn, String> cells,
        Map<FieldColumn, String> fields) {
    private static final Set<EventColumn> SEARCHED =
            EnumSet.of(
                    EventColumn.DEVICE,
                    EventColumn.OPERATION,
                    EventColumn.TOKEN,
                    EventColumn.RESULT,
                    EventColumn.INFO);

    /// Copies the cells in.
    public EventRow {
        cells = new EnumMap<>(cells);
        fields = Map.copyOf(fields);
    }

    /// {@return the same with cells of more columns}
    EventRow with(Map<FieldColumn, String> more) {
        return new EventRow(number, device, kind, flow, severity, outcome, cells, more);
    }

    /// {@return the words in this column}
    String cell(ListColumn column) {
        return column instanceof FieldColumn field
                ? fields.getOrDefault(field, "")
                : cells.getOrDefault(column, "");
    }

    /// {@return what the row says in words, in one line: what a search looks through}
    public String words() {
        return SEARCHED.stream().map(this::cell).collect(Collectors.joining(" "));
    }

    /// {@return whether a search looks into this column}
    static boolean isSearched(ListColumn column) {
        return column instanceof EventColumn && SEARCHED.contains(column);
    }

    /// How a request ended.
    public enum Outcome {
        /// It is no request and no reply.
        NONE,
        PENDING,
        DONE,
        REFUSED
    }
}
