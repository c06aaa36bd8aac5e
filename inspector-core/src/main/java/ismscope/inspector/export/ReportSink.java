package ismscope.inspector.export;

import ismscope.inspector.event.Event;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// A report for people, in one file that can be mailed.
final class ReportSink implements EventSink {
    private static final String STYLE = "report.css";

    private final OutputStream out;
    private final ReportScope scope;
    private final ReportFacts facts;

    ReportSink(OutputStream out, ReportScope scope) {
        this.out = out;
        this.scope = scope;
        this.facts = new ReportFacts(scope.context());
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
            String page = new ReportPage(facts, scope).text(text);
            out.write(page.getBytes(StandardCharsets.UTF_8));
        }
    }
}
