package ismscope.app.events;

import ismscope.inspector.filter.FilterWords;
import ismscope.inspector.session.SessionSnapshot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The filter that a cell of the list stands for.
final class PointedCell {
    private PointedCell() {}

    /// {@return the test that an event has what its cell says, empty if the cell says nothing}
    static String test(@Nullable SessionSnapshot session, long event, EventColumn column) {
        if (session == null || event < 0) {
            return "";
        }
        return fields(column).stream()
                .map(field -> FilterWords.valueOf(session, event, field))
                .filter(test -> !test.isEmpty())
                .findFirst()
                .orElse("");
    }

    /// {@return what a column shows, the first that an event has}
    private static List<String> fields(EventColumn column) {
        return switch (column) {
            case NUMBER -> List.of("frame.number");
            case TIME -> List.of("frame.time_relative");
            case DEVICE -> List.of("ism.vm");
            case OPERATION ->
                    List.of("ism.cmd", "ism.event.type", "ism.violation.rule", "ism.kind");
            case TOKEN -> List.of("ism.token");
            case LENGTH -> List.of("ism.content.length", "ism.chain.readable", "frame.len");
            case RESULT -> List.of("ism.status", "ism.violation.severity");
            case LATENCY -> List.of("ism.latency");
            case INFO -> List.of("_ws.col.info");
        };
    }
}
