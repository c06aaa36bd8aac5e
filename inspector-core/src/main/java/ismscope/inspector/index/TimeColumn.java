package ismscope.inspector.index;

import ismscope.inspector.column.ColumnMemory;
import ismscope.inspector.column.LongColumn;
import ismscope.inspector.column.SavedInput;
import ismscope.inspector.column.SavedOutput;
import java.io.IOException;

/// Times of events, and finding events by time.
///
/// Times of a capture do not go back, but files that were merged or edited may: for searching, an
/// event that is earlier than one before it counts as simultaneous with the latest one before it.
/// Such runs are kept apart, since there are few.
final class TimeColumn {
    private final LongColumn times;
    private final LongColumn runStarts;
    private final LongColumn runEnds;
    private final LongColumn runPeaks;
    private long peak = Long.MIN_VALUE;
    private boolean inRun;

    TimeColumn(ColumnMemory memory) {
        times = new LongColumn(memory);
        runStarts = new LongColumn(memory);
        runEnds = new LongColumn(memory);
        runPeaks = new LongColumn(memory);
    }

    private TimeColumn(SavedInput in, ColumnMemory memory) {
        times = LongColumn.load(in, memory);
        runStarts = LongColumn.load(in, memory);
        runEnds = LongColumn.load(in, memory);
        runPeaks = LongColumn.load(in, memory);
        peak = in.i64();
        inRun = in.bool();
    }

    /// {@return the column as it was saved}
    static TimeColumn load(SavedInput in, ColumnMemory memory) {
        return new TimeColumn(in, memory);
    }

    void save(SavedOutput out) throws IOException {
        times.save(out);
        runStarts.save(out);
        runEnds.save(out);
        runPeaks.save(out);
        out.i64(peak);
        out.bool(inRun);
    }

    void add(long time) {
        long event = times.length();
        times.add(time);
        if (time < peak) {
            if (!inRun) {
                runStarts.add(event);
                runPeaks.add(peak);
                runEnds.add(Long.MAX_VALUE);
                inRun = true;
            }
        } else {
            if (inRun) {
                runEnds.set(runEnds.length() - 1, event);
                inRun = false;
            }
            peak = time;
        }
    }

    /// {@return runs of events that are earlier than one before them; the writer's only}
    long runs() {
        return runStarts.length();
    }

    long get(long event) {
        return times.get(event);
    }

    void read(long from, int count, long[] target) {
        times.read(from, count, target);
    }

    /// {@return the latest time up to this event}
    ///
    /// @param runs of the snapshot that the event is in
    long latest(long event, long runs) {
        if (runs > 0) {
            long run = runStarts.lowerBound(event + 1, runs) - 1;
            if (run >= 0 && event < runEnds.getAcquire(run)) {
                return runPeaks.get(run);
            }
        }
        return times.get(event);
    }

    /// {@return the first event in `from .. to` from which on events are at `time` or later}
    long firstAtOrAfter(long time, long from, long to, long runs) {
        long low = from;
        long high = to;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (latest(middle, runs) < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
