package ismscope.inspector.index;

import ismscope.inspector.column.ColumnMemory;
import ismscope.inspector.column.LongColumn;
import ismscope.inspector.column.SavedInput;
import ismscope.inspector.column.SavedOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Which device has the most events in any range, without going through the range.
///
/// Events are summed up in blocks of [#LEAF], four blocks in a larger block, and so on. A block
/// keeps the counts of its [#KEPT] busiest devices as a Misra-Gries summary: exact while no more
/// than that many devices have events in it, else each count is too low by at most a ninth of the
/// block's events. A range is put together from whole blocks and the single events at its ends, so
/// asking costs the logarithm of its length.
final class DeviceShares {
    static final int LEAF = 64;
    static final int KEPT = 8;

    private static final int FAN_OUT_SHIFT = 2;
    private static final int LEAF_SHIFT = 6;

    private final ColumnMemory memory;
    private final LongColumn heads;

    /// The writer's, empty between events.
    private final DeviceTally tally = new DeviceTally();

    private volatile List<LongColumn> levels = List.of();
    private long events;

    /// @param heads of the events, see [EventHead]
    DeviceShares(ColumnMemory memory, LongColumn heads) {
        this.memory = memory;
        this.heads = heads;
    }

    /// {@return the shares as they were saved}
    static DeviceShares load(SavedInput in, ColumnMemory memory, LongColumn heads) {
        DeviceShares shares = new DeviceShares(memory, heads);
        shares.events = in.i64();
        List<LongColumn> levels = new ArrayList<>();
        for (int left = in.count(1); left > 0; left--) {
            levels.add(LongColumn.load(in, memory));
        }
        shares.levels = List.copyOf(levels);
        return shares;
    }

    void save(SavedOutput out) throws IOException {
        out.i64(events);
        out.i32(levels.size());
        for (LongColumn level : levels) {
            level.save(out);
        }
    }

    /// Takes in the event that was added to the column last.
    void add() {
        events++;
        if ((events & (LEAF - 1)) != 0) {
            return;
        }
        for (long event = events - LEAF; event < events; event++) {
            tally.add(device(event), 1);
        }
        append(0);
    }

    /// Adds the block whose counts are in the writer's tally.
    private void append(int level) {
        if (level == levels.size()) {
            List<LongColumn> more = new ArrayList<>(levels);
            more.add(LongColumn.wide(memory));
            levels = List.copyOf(more);
        }
        LongColumn column = levels.get(level);
        for (long entry : tally.takeBusiest(KEPT)) {
            column.add(entry);
        }
        long blocks = column.length() / KEPT;
        if ((blocks & ((1 << FAN_OUT_SHIFT) - 1)) == 0) {
            for (long part = blocks - (1 << FAN_OUT_SHIFT); part < blocks; part++) {
                addBlock(column, part, tally);
            }
            append(level + 1);
        }
    }

    private static void addBlock(LongColumn column, long block, DeviceTally tally) {
        for (int i = 0; i < KEPT; i++) {
            long entry = column.get(block * KEPT + i);
            if (entry == 0) {
                return;
            }
            tally.add(DeviceTally.device(entry), DeviceTally.count(entry));
        }
    }

    private int device(long event) {
        return EventHead.device(heads.get(event));
    }

    /// {@return the device with the most events in `from .. to - 1`, the lowest of several; 0 for
    /// an empty range}
    ///
    /// @param counts the caller's, empty; is left empty
    int busiest(long from, long to, DeviceTally counts) {
        List<LongColumn> blocks = levels;
        long at = from;
        while (at < to) {
            int level = -1;
            while (level + 1 < blocks.size() && wholeBlock(at, to, level + 1)) {
                level++;
            }
            if (level < 0) {
                counts.add(device(at), 1);
                at++;
            } else {
                addBlock(blocks.get(level), at >>> shift(level), counts);
                at += 1L << shift(level);
            }
        }
        return counts.takeBusiest();
    }

    private static boolean wholeBlock(long at, long to, int level) {
        long size = 1L << shift(level);
        return (at & (size - 1)) == 0 && to - at >= size;
    }

    private static int shift(int level) {
        return LEAF_SHIFT + level * FAN_OUT_SHIFT;
    }
}
