package ismscope.app.cli;

import ismscope.inspector.event.Event;
import ismscope.inspector.export.EventJson;
import ismscope.inspector.session.SessionSnapshot;
import java.util.PrimitiveIterator;
import java.util.function.LongFunction;

/// A JSON array with an object for each event, or the objects alone, each on a line.
record JsonPrinter(SessionSnapshot snapshot, boolean array) implements EventPrinter {
    @Override
    public void print(Console console, PrimitiveIterator.OfLong events) {
        if (array) {
            console.line("[");
        }
        LongFunction<Event> source = snapshot.eventsInOrder();
        while (events.hasNext()) {
            String object = EventJson.of(source.apply(events.nextLong()), snapshot);
            console.line(array && events.hasNext() ? object + "," : object);
        }
        if (array) {
            console.line("]");
        }
    }
}
