package ismscope.inspector.index;

import ismscope.device.tap.TapRecord;
import ismscope.inspector.column.ColumnMemory;
import ismscope.inspector.column.LongColumn;
import ismscope.inspector.column.SavedInput;
import ismscope.inspector.column.SavedOutput;
import ismscope.inspector.event.Event;
import java.io.IOException;

/// How many records were lost, and where.
///
/// A hole in the sequence numbers is a loss; a LOST record that explains a hole is not counted
/// again. What a budget left out never had numbers, so only LOST records tell of it.
final class LossLedger {
    private final LongColumn events;
    private final LongColumn totals;
    private long total;
    private long lastSequence;
    private long unexplained;

    LossLedger(ColumnMemory memory) {
        events = new LongColumn(memory);
        totals = new LongColumn(memory);
    }

    private LossLedger(SavedInput in, ColumnMemory memory) {
        events = LongColumn.load(in, memory);
        totals = LongColumn.load(in, memory);
        total = in.i64();
        lastSequence = in.i64();
        unexplained = in.i64();
    }

    /// {@return the ledger as it was saved}
    static LossLedger load(SavedInput in, ColumnMemory memory) {
        return new LossLedger(in, memory);
    }

    void save(SavedOutput out) throws IOException {
        events.save(out);
        totals.save(out);
        out.i64(total);
        out.i64(lastSequence);
        out.i64(unexplained);
    }

    /// Forgets the numbers: another backend, or another run of it, begins.
    void beginSection() {
        lastSequence = 0;
        unexplained = 0;
    }

    void add(Event event) {
        long missing = hole(event.sequence());
        unexplained += missing;
        if (event.record() instanceof TapRecord.Lost lost && lost.count() > 0) {
            long told = lost.count();
            if (hadNumbers(lost.reason())) {
                long explained = Math.min(unexplained, told);
                unexplained -= explained;
                told -= explained;
            }
            missing += told;
        }
        if (missing > 0) {
            total = total > Long.MAX_VALUE - missing ? Long.MAX_VALUE : total + missing;
            events.add(event.number());
            totals.add(total);
        }
    }

    private static boolean hadNumbers(int reason) {
        return reason == TapRecord.Lost.BUFFER_FULL || reason == TapRecord.Lost.FILE_CUT;
    }

    private long hole(long sequence) {
        if (sequence <= 0) {
            return 0;
        }
        long before = lastSequence;
        lastSequence = Math.max(before, sequence);
        return before == 0 ? 0 : Math.max(0, sequence - before - 1);
    }

    /// {@return places where records were lost; the writer's only}
    long gaps() {
        return events.length();
    }

    /// {@return records lost before or with the events below `end`}
    ///
    /// @param gaps of the snapshot
    long lostBefore(long end, long gaps) {
        long found = events.lowerBound(end, gaps);
        return found == 0 ? 0 : totals.get(found - 1);
    }
}
