package ismscope.app.cli;

import ismscope.inspector.event.FieldText;
import ismscope.inspector.export.EventListing;
import ismscope.inspector.export.HexDump;
import ismscope.inspector.export.TimeFormat;
import ismscope.inspector.session.SessionSnapshot;
import java.util.PrimitiveIterator;

/// A line for each event, with its fields and bytes below where asked for.
final class TextPrinter implements EventPrinter {
    private static final String INDENT = "    ";

    private final SessionSnapshot snapshot;
    private final EventListing listing;
    private final boolean fields;
    private final boolean bytes;

    TextPrinter(SessionSnapshot snapshot, TimeFormat time, boolean fields, boolean bytes) {
        this.snapshot = snapshot;
        this.listing = new EventListing(snapshot, time);
        this.fields = fields;
        this.bytes = bytes;
    }

    @Override
    public void print(Console console, PrimitiveIterator.OfLong events) {
        while (events.hasNext()) {
            long event = events.nextLong();
            console.line(listing.line(event));
            if (fields) {
                FieldText.tree(snapshot.dissect(event))
                        .lines()
                        .forEach(line -> console.line(INDENT + line));
            }
            if (bytes) {
                HexDump.of(snapshot.event(event).bytes())
                        .lines()
                        .forEach(line -> console.line(INDENT + line));
            }
            if (fields || bytes) {
                console.line("");
            }
        }
    }
}
