package ismscope.inspector.export;

import ismscope.inspector.event.Event;
import java.io.Closeable;
import java.io.IOException;

/// Takes the events of an export one by one, in order, and writes them in its format.
sealed interface EventSink extends Closeable
        permits CsvSink, EkSink, JsonLinesSink, PcapngSink, PerfettoSink, ReportSink {
    /// Writes one event.
    void write(Event event) throws IOException;

    /// {@return whether it has to see events that are left out too, which costs as much as writing
    /// them}
    default boolean countsAll() {
        return false;
    }

    /// Sees an event that is left out. Called only if it [#countsAll].
    default void passOver(Event event) {}

    /// Writes what comes last; what it writes to stays open.
    @Override
    void close() throws IOException;
}
