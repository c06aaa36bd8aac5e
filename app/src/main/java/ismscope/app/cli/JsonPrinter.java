package ismscope.app.cli;

import ismscope.inspector.export.EventJson;
import ismscope.inspector.session.SessionSnapshot;
import java.util.PrimitiveIterator;

/// A JSON array with an object for each event.
record JsonPrinter(SessionSnapshot snapshot) implements EventPrinter {
    @Override
    public void print(Console console, PrimitiveIterator.OfLong events) {
        console.line("[");
        while (events.hasNext()) {
            long event = events.nextLong();
            String object = EventJson.of(snapshot.event(event), snapshot);
            console.line(events.hasNext() ? object + "," : object);
        }
        console.line("]");
    }
}
