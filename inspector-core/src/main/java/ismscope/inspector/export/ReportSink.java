package ismscope.inspector.export;

import ismscope.inspector.capture.CaptureOrigin;
import ismscope.inspector.event.Event;
import ismscope.inspector.event.EventContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// A report for people, in one file that can be mailed.
final class ReportSink implements EventSink {
    private static final String STYLE = "report.css";

    private final OutputStream out;
    private final EventContext context;
    private final CaptureOrigin origin;
    private final ReportFacts facts;

    ReportSink(OutputStream out, EventContext context, CaptureOrigin origin) {
        this.out = out;
        this.context = context;
        this.origin = origin;
        this.facts = new ReportFacts(context);
    }

    @Override
    public void write(Event event) {
        facts.take(event);
    }

    @Override
    public void close() throws IOException {
        try (InputStream style =
                Objects.requireNonNull(ReportSink.class.getResourceAsStream(STYLE), STYLE)) {
            String text = new String(style.readAllBytes(), StandardCharsets.UTF_8);
            out.write(
                    new ReportPage(facts, context, origin)
                            .text(text)
                            .getBytes(StandardCharsets.UTF_8));
        }
    }
}
