package ismscope.inspector.export;

import ismscope.inspector.capture.CaptureOrigin;
import ismscope.inspector.capture.RecordCodec;
import ismscope.inspector.capture.RecordHeader;
import ismscope.inspector.event.Event;
import ismscope.inspector.session.SessionSnapshot;
import ismscope.inspector.state.StandingRecords;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.LongFunction;

/// Writes a part of a session as a capture of its own: first SNAPSHOT records that rebuild the
/// state as it stood before the first event, so that state and region bytes are right from there
/// on, then the events, byte for byte.
///
/// Thread: the caller's; interrupting it cancels.
public final class CutExporter {
    private final SessionSnapshot session;
    private final long first;
    private final long last;
    private final EventFilter filter;

    /// @param first number of the first event
    /// @param last number of the last event, included
    /// @param filter which of them
    public CutExporter(SessionSnapshot session, long first, long last, EventFilter filter) {
        this.session = session;
        this.first = first;
        this.last = Math.min(last, session.eventCount() - 1);
        this.filter = filter;
    }

    /// Writes the file, packed where its name ends in `.gz` or `.zst`.
    ///
    /// @return how it ended, without the SNAPSHOT records
    /// @throws IOException with a sentence for people, if it cannot be written
    public ExportResult toFile(Path target, ExportProgress progress) throws IOException {
        ExportResult[] result = {new ExportResult(0, true)};
        WholeFile.write(
                target,
                out -> {
                    result[0] = write(out, progress);
                    return !result[0].cancelled();
                });
        return result[0];
    }

    private ExportResult write(OutputStream out, ExportProgress progress) throws IOException {
        ExportSteps steps = new ExportSteps(progress, Math.max(0, last - first + 1));
        LongFunction<Event> events = session.eventsInOrder();
        long written = 0;
        try (PcapngSink sink =
                new PcapngSink(
                        Channels.newChannel(out), origin(), session, session.deviceCount())) {
            if (first > 0 && first <= last) {
                standing(sink);
            }
            for (long event = first; event <= last; event++) {
                steps.take();
                if (filter.accepts(session, event)) {
                    sink.write(events.apply(event));
                    written++;
                }
            }
            steps.tell();
        } catch (ExportCancelled e) {
            return new ExportResult(0, true);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return new ExportResult(written, false);
    }

    /// {@return what the session's capture says of itself, and that it is a part}
    private CaptureOrigin origin() {
        CaptureOrigin origin = session.origin();
        SequencedMap<String, String> facts = new LinkedHashMap<>(origin.facts());
        facts.put("cut", "#%d to #%d".formatted(first + 1, last + 1));
        return new CaptureOrigin(origin.application(), origin.os(), facts);
    }

    private void standing(PcapngSink sink) {
        long before = first - 1;
        long sequence = session.event(before).sequence();
        long time = session.timeNanos(first);
        new StandingRecords(
                        session.stateAt(before), session, token -> session.regionAt(token, before))
                .tell((device, flow, token, record) -> {
                    byte[] bytes =
                            RecordCodec.encode(
                                    new RecordHeader(Event.SNAPSHOT, sequence, flow, token),
                                    record);
                    write(
                            sink,
                            new Event(
                                    before,
                                    time,
                                    device,
                                    Event.SNAPSHOT,
                                    sequence,
                                    flow,
                                    token,
                                    record,
                                    bytes,
                                    ""));
                });
    }

    private static void write(PcapngSink sink, Event event) {
        try {
            sink.write(event);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
