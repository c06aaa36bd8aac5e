package ismscope.app.cli;

import ismscope.inspector.export.EventJson;
import ismscope.inspector.session.SessionSnapshot;
import java.util.PrimitiveIterator;

/// A JSON array with an object for each event, or the objects alone, each on a line.
record JsonPrinter(SessionSnapshot snapshot, boolean array) implements EventPrinter {
    @Override
    public void print(Console console, PrimitiveIterator.OfLong events) {
        if (array) {
            console.line("[");
        }
        while (events.hasNext()) {
            long event = events.nextLong();
            String object = EventJson.of(snapshot.event(event), snapshot);
            console.line(array && events.hasNext() ? object + "," : object);
        }
        if (array) {
            console.line("]");
        }
    }
}
