package ismscope.inspector.export;

import ismscope.inspector.event.Event;
import ismscope.inspector.event.EventContext;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// JSON Lines: an [EventJson] on each line, UTF-8, line feeds.
final class JsonLinesSink implements EventSink {
    private final OutputStream out;
    private final EventContext context;

    JsonLinesSink(OutputStream out, EventContext context) {
        this.out = out;
        this.context = context;
    }

    @Override
    public void write(Event event) throws IOException {
        out.write(EventJson.of(event, context).getBytes(StandardCharsets.UTF_8));
        out.write('\n');
    }

    @Override
    public void close() {
        // Every line is whole by itself.
    }
}
