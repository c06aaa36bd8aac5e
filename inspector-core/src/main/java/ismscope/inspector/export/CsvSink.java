package ismscope.inspector.export;

import ismscope.inspector.event.Event;
import ismscope.inspector.event.EventContext;
import ismscope.inspector.event.EventDescriber;
import ismscope.inspector.event.ValueText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringJoiner;

/// A table as RFC 4180 has it: comma, quotes where needed, CR LF, a header line, UTF-8. Columns:
/// docs/export.md.
///
/// Names and notes come from guests, and spreadsheets run cells that begin like a formula: in
/// columns with text such a cell gets an apostrophe in front.
final class CsvSink implements EventSink {
    private static final List<String> COLUMNS =
            List.of(
                    "number",
                    "time",
                    "seconds",
                    "device",
                    "kind",
                    "flow",
                    "token",
                    "result",
                    "latency_ns",
                    "info",
                    "comment");
    private static final String FORMULA_STARTS = "=+-@\t\r";
    private static final String QUOTED = ",\"\r\n";

    private final OutputStream out;
    private final EventContext context;
    private final long start;

    /// @param start time of the session's first event, which seconds are counted from
    CsvSink(OutputStream out, EventContext context, long start) throws IOException {
        this.out = out;
        this.context = context;
        this.start = start;
        line(COLUMNS);
    }

    @Override
    public void write(Event event) throws IOException {
        Outcome outcome = Outcome.of(event, context);
        line(
                List.of(
                        Long.toString(event.number() + 1),
                        TimeFormat.iso(event.timeNanos()),
                        TimeFormat.seconds(event.timeNanos() - start),
                        text(context.deviceName(event.device())),
                        event.kind().name(),
                        Long.toUnsignedString(event.flow()),
                        event.token() == 0 ? "" : ValueText.token(event.token()),
                        outcome.result(),
                        outcome.known() ? Long.toUnsignedString(outcome.nanos()) : "",
                        text(EventDescriber.describe(event, context)),
                        text(event.comment())));
    }

    private static String text(String text) {
        boolean formula = !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
        return formula ? "'" + text : text;
    }

    private void line(List<String> cells) throws IOException {
        StringJoiner line = new StringJoiner(",", "", "\r\n");
        for (String cell : cells) {
            boolean quoted = cell.chars().anyMatch(c -> QUOTED.indexOf(c) >= 0);
            line.add(quoted ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
        }
        out.write(line.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        // Every line is whole by itself.
    }
}
