package ismscope.inspector.export;

import ismscope.inspector.capture.CaptureOrigin;
import ismscope.inspector.event.Event;
import ismscope.inspector.event.EventContext;
import ismscope.inspector.lint.Findings;
import ismscope.inspector.session.SessionSnapshot;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Writes a session, or a part of it, in another format.
///
/// Guarantees:
/// 1. A file is there as a whole or not at all: it is written beside its place and then moved; what
///    was there before stays until then, also if the export fails or is cancelled.
/// 2. Events are written in order, one at a time: memory does not grow with the session.
///
/// Thread: the caller's, for as long as it takes; interrupting it cancels. Errors: [IOException]
/// with a sentence for people.
public final class Exporter {
    private static final int BUFFER = 1 << 16;

    private final SessionSnapshot session;
    private final ExportFormat format;
    private final ExportOptions options;

    /// @param session what to export; a live one is exported as it stands
    public Exporter(SessionSnapshot session, ExportFormat format, ExportOptions options) {
        this.session = session;
        this.format = format;
        this.options = options;
    }

    /// Writes a file, packed where its name ends in `.gz` or `.zst`.
    ///
    /// @throws IOException if it cannot be written
    public ExportResult toFile(Path target, ExportProgress progress) throws IOException {
        ExportResult[] result = {new ExportResult(0, true)};
        WholeFile.write(
                target,
                out -> {
                    result[0] = toStream(out, progress);
                    return !result[0].cancelled();
                });
        return result[0];
    }

    /// Writes to a stream, which stays open.
    ///
    /// @throws IOException what the stream throws
    public ExportResult toStream(OutputStream target, ExportProgress progress) throws IOException {
        long events = session.eventCount();
        ExportSteps steps = new ExportSteps(progress, options.redactTokens() ? 2 * events : events);
        OutputStream out = new BufferedOutputStream(target, BUFFER);
        try {
            @Nullable TokenRedaction redaction =
                    options.redactTokens() ? TokenRedaction.of(session, steps) : null;
            LongFunction<Event> source =
                    redaction == null ? session.eventsInOrder() : redaction::event;
            ReportScope scope = scope(redaction);
            FindingNotes notes =
                    new FindingNotes(
                            options.findings() ? session.findings() : Findings.NONE, scope.words());
            long written = 0;
            try (EventSink sink = sink(out, scope)) {
                for (long event = 0; event < events; event++) {
                    steps.take();
                    if (options.filter().accepts(session, event)) {
                        sink.write(notes.noted(source.apply(event)));
                        written++;
                    } else if (sink.countsAll()) {
                        sink.passOver(source.apply(event));
                    }
                }
            }
            out.flush();
            steps.tell();
            return new ExportResult(written, false);
        } catch (ExportCancelled e) {
            return new ExportResult(0, true);
        }
    }

    private ReportScope scope(@Nullable TokenRedaction redaction) {
        return new ReportScope(
                redaction == null ? session : redaction,
                origin(redaction),
                session.findings(),
                redaction == null ? UnaryOperator.identity() : redaction::text);
    }

    private EventSink sink(OutputStream out, ReportScope scope) throws IOException {
        EventContext context = scope.context();
        return switch (format) {
            case PCAPNG ->
                    new PcapngSink(
                            Channels.newChannel(out),
                            scope.origin(),
                            context,
                            session.deviceCount());
            case EK -> new EkSink(out, context);
            case PERFETTO -> new PerfettoSink(out, context);
            case HTML -> new ReportSink(out, scope);
            case JSONL -> new JsonLinesSink(out, context);
            case CSV ->
                    new CsvSink(out, context, session.eventCount() == 0 ? 0 : session.timeNanos(0));
        };
    }

    /// {@return who made the session's capture, with names in the place of tokens}
    private CaptureOrigin origin(@Nullable TokenRedaction redaction) {
        CaptureOrigin origin = session.origin();
        if (redaction == null) {
            return origin;
        }
        SequencedMap<String, String> facts = new LinkedHashMap<>();
        origin.facts().forEach((name, value) -> facts.put(name, redaction.text(value)));
        return new CaptureOrigin(origin.application(), origin.os(), facts);
    }
}
