package ismscope.inspector.lint;

import ismscope.device.tap.TapRecord;
import ismscope.inspector.event.Event;

/// Whether records are missing between two events. Rules: docs/capture-format.md, "Numbers in a
/// stream". Owned by the linter's thread.
final class Continuity {
    private long last;
    private long gaps;

    /// {@return whether records are missing before this event; asked once for each, in order}
    boolean isBrokenBefore(Event event) {
        long sequence = event.sequence();
        long before = last;
        last = sequence;
        boolean told =
                event.record() instanceof TapRecord.Lost lost
                        && lost.reason() == TapRecord.Lost.FILE_CUT;
        boolean hole = before != 0 && sequence != before && sequence != before + 1;
        if (hole || told) {
            gaps++;
            return true;
        }
        return false;
    }

    /// {@return places where records are missing}
    long gaps() {
        return gaps;
    }
}
