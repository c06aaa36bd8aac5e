package ismscope.app.events;

import ismscope.app.filter.Pointed;
import ismscope.inspector.filter.FilterWords;
import ismscope.inspector.session.SessionSnapshot;
import java.util.List;

/// The filter that a cell of the list stands for.
final class PointedCell {
    private PointedCell() {}

    /// {@return what a cell of a row stands for, [Pointed#NOTHING] if it says nothing}
    static Pointed of(SessionSnapshot session, EventRow row, ListColumn column) {
        for (String field : fields(column)) {
            String test = FilterWords.valueOf(session, row.number(), field);
            if (!test.isEmpty()) {
                return new Pointed(field, row.cell(column), test);
            }
        }
        return Pointed.NOTHING;
    }

    /// {@return what a column shows, the first that an event has}
    private static List<String> fields(ListColumn column) {
        return switch (column) {
            case FieldColumn(String field) -> List.of(field);
            case EventColumn.NUMBER -> List.of("frame.number");
            case EventColumn.TIME -> List.of("frame.time_relative");
            case EventColumn.DEVICE -> List.of("ism.vm");
            case EventColumn.OPERATION ->
                    List.of("ism.cmd", "ism.event.type", "ism.violation.rule", "ism.kind");
            case EventColumn.TOKEN -> List.of("ism.token");
            case EventColumn.LENGTH ->
                    List.of("ism.content.length", "ism.chain.readable", "frame.len");
            case EventColumn.RESULT -> List.of("ism.status", "ism.violation.severity");
            case EventColumn.LATENCY -> List.of("ism.latency");
            case EventColumn.INFO -> List.of("_ws.col.info");
        };
    }
}
