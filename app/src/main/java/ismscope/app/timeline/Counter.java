package ismscope.app.timeline;

import ismscope.inspector.timeline.TimelineView;
import java.util.EnumSet;
import java.util.Set;

/// What a track counts below its events, each in a strip of its own.
enum Counter {
    /// Buffers that the driver has in the eventq.
    BUFFERS,
    /// Bytes of its regions that are alive.
    BYTES,
    /// The share of notifications that were merged.
    COALESCING;

    /// {@return those that a session has something to tell of}
    static Set<Counter> in(TimelineView view) {
        Set<Counter> told = EnumSet.of(BYTES);
        if (view.countsBuffers()) {
            told.add(BUFFERS);
        }
        if (view.hasMerged()) {
            told.add(COALESCING);
        }
        return told;
    }
}
