package ismscope.app.graph;

import ismscope.app.graph.Grid.Cell;
import ismscope.inspector.state.SessionState;
import ismscope.inspector.state.SessionState.DeviceState;
import ismscope.inspector.state.SessionState.RegionState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Gives each device and each region of a session its slot for life.
///
/// A slot depends only on what came and went before, never on what comes later nor on which events
/// were looked at: a newcomer takes the best slot that was free when it appeared. So nothing ever
/// moves because something else comes or goes, and the same event gives the same picture live,
/// replayed, or after a jump. A VM that leaves and comes back under its name returns to its slot; a
/// region takes the free row nearest to its creator's card.
///
/// Thread: its owner's. Grows with the number of devices and regions seen.
final class Slots {
    private static final Comparator<Change> IN_ORDER =
            Comparator.comparingLong(Change::at).thenComparing(Change::leaves);

    private final Map<NodeKey, Integer> vmSlots = new HashMap<>();
    private final TreeSet<Integer> freeVmSlots = new TreeSet<>();
    private final Map<String, Integer> slotOfName = new HashMap<>();
    private final Map<Long, Integer> slotOfDevid = new HashMap<>();
    private final Band band = new Band();
    private int vmSlotsUsed;
    private long placedUpTo = Long.MIN_VALUE;

    /// Places all that appeared up to a state; a state before the last one changes nothing.
    void place(SessionState state) {
        if (state.event() <= placedUpTo) {
            return;
        }
        changesSince(placedUpTo, state).forEach(change -> change.apply().run());
        placedUpTo = state.event();
    }

    /// {@return the slot of a device that was placed}
    int vm(NodeKey key) {
        return vmSlots.getOrDefault(key, 0);
    }

    /// {@return the cell of a region that was placed}
    Cell region(NodeKey key) {
        return band.cell(key);
    }

    private List<Change> changesSince(long event, SessionState state) {
        List<Change> changes = new ArrayList<>();
        for (DeviceState device : state.devices().values()) {
            if (device.since() > event && device.ordinal() != 0) {
                changes.add(new Change(device.since(), false, () -> placeVm(device)));
            }
            if (!device.present() && device.removedAt() > event) {
                NodeKey key = NodeKey.vm(device.ordinal());
                changes.add(new Change(device.removedAt(), true, () -> freeVm(key)));
            }
        }
        for (RegionState region : state.regions().values()) {
            NodeKey key = NodeKey.region(region.token());
            if (region.since() > event) {
                changes.add(new Change(region.since(), false, () -> placeRegion(region)));
            }
            if (!region.alive() && region.freedAt() > event) {
                changes.add(new Change(region.freedAt(), true, () -> band.free(key)));
            }
        }
        changes.sort(IN_ORDER);
        return changes;
    }

    private void placeVm(DeviceState device) {
        Integer remembered = slotOfName.get(device.name());
        int slot;
        if (remembered != null && freeVmSlots.remove(remembered)) {
            slot = remembered;
        } else if (freeVmSlots.isEmpty()) {
            slot = vmSlotsUsed++;
        } else {
            slot = freeVmSlots.pollFirst();
        }
        vmSlots.put(NodeKey.vm(device.ordinal()), slot);
        slotOfName.put(device.name(), slot);
        slotOfDevid.put(device.devid(), slot);
    }

    private void freeVm(NodeKey key) {
        Integer slot = vmSlots.get(key);
        if (slot != null) {
            freeVmSlots.add(slot);
        }
    }

    private void placeRegion(RegionState region) {
        int creator = slotOfDevid.getOrDefault(region.creatorDevid(), 0);
        band.place(NodeKey.region(region.token()), Grid.vmY(creator), Grid.regionRows(vmSlotsUsed));
    }

    /// Something appeared or went.
    private record Change(long at, boolean leaves, Runnable apply) {}

    /// The columns of regions.
    private static final class Band {
        private final Map<NodeKey, Cell> cells = new HashMap<>();
        private final List<Long> takenRows = new ArrayList<>();
        private final TreeSet<Integer> columnsWithRoom = new TreeSet<>();
        private int rows;

        void place(NodeKey key, double wantedY, int rowsNow) {
            if (rowsNow > rows) {
                rows = rowsNow;
                for (int column = 0; column < takenRows.size(); column++) {
                    columnsWithRoom.add(column);
                }
            }
            if (columnsWithRoom.isEmpty()) {
                columnsWithRoom.add(takenRows.size());
                takenRows.add(0L);
            }
            int column = columnsWithRoom.first();
            int row = nearestFree(takenRows.get(column), wantedY);
            long taken = takenRows.get(column) | 1L << row;
            takenRows.set(column, taken);
            if (Long.bitCount(taken) == rows) {
                columnsWithRoom.remove(column);
            }
            cells.put(key, new Cell(column, row));
        }

        void free(NodeKey key) {
            Cell cell = cells.get(key);
            if (cell != null) {
                long taken = takenRows.get(cell.column());
                takenRows.set(cell.column(), taken & ~(1L << cell.row()));
                columnsWithRoom.add(cell.column());
            }
        }

        Cell cell(NodeKey key) {
            return cells.getOrDefault(key, new Cell(0, 0));
        }

        private int nearestFree(long taken, double wantedY) {
            int best = -1;
            for (int row = 0; row < rows; row++) {
                boolean nearer =
                        best < 0
                                || Math.abs(Grid.regionY(row) - wantedY)
                                        < Math.abs(Grid.regionY(best) - wantedY);
                if (nearer && (taken >> row & 1) == 0) {
                    best = row;
                }
            }
            return best;
        }
    }
}
