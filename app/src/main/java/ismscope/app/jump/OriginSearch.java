package ismscope.app.jump;

import ismscope.app.model.LatestTask;
import ismscope.app.model.Selection;
import ismscope.app.model.SessionModel;
import ismscope.inspector.diff.StateField;
import ismscope.inspector.diff.StateLeaf;
import ismscope.inspector.diff.StateOrigin;
import ismscope.inspector.event.Field;
import ismscope.inspector.session.SessionSnapshot;
import ismscope.inspector.state.RegionBytes;
import ismscope.inspector.state.SessionState;
import ismscope.inspector.state.SessionState.RegionState;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Goes to the event that made something what it is after the current event: a byte, a mapping, a
/// grant, a region, a device. The search runs beside the window.
///
/// Thread: FX.
public final class OriginSearch {
    private final SessionModel model;
    private final LatestTask<Long> searching = LatestTask.onOwnThread("origin-search");
    private final Consumer<String> nothingFound;

    /// Wires the search.
    ///
    /// @param nothingFound is told the key of a sentence when there is no such event
    public OriginSearch(SessionModel model, Consumer<String> nothingFound) {
        this.model = model;
        this.nothingFound = nothingFound;
    }

    /// Goes to what set a value of the state.
    public void ofLeaf(StateLeaf leaf) {
        SessionSnapshot snapshot = model.snapshot();
        if (snapshot != null) {
            long event = model.currentEvent();
            go(() -> StateOrigin.of(snapshot, leaf, event), "search.no_origin");
        }
    }

    /// Goes to what made what a field of the current event speaks of, see [FieldOrigin].
    public void ofField(Field field) {
        SessionSnapshot snapshot = model.snapshot();
        long event = model.currentEvent();
        if (snapshot != null && event >= 0) {
            go(() -> new FieldOrigin(snapshot, event, field).find(), "search.no_origin");
        }
    }

    /// Goes to what set what is selected: the first byte of a region; else the selected region's
    /// mapping in the selected device, or what is granted to it; else the region; else the device's
    /// status.
    public void ofSelection() {
        SessionSnapshot snapshot = model.snapshot();
        SessionState state = model.state();
        Selection selection = model.selection();
        if (snapshot == null || state == null) {
            return;
        }
        if (selection.token() != 0 && selection.inRegion() && selection.hasBytes()) {
            long event = model.currentEvent();
            go(() -> writer(snapshot, selection, event), "search.never_written");
            return;
        }
        StateLeaf leaf = leaf(state, selection);
        if (leaf == null) {
            nothingFound.accept("search.no_thing");
        } else {
            ofLeaf(leaf);
        }
    }

    private static @Nullable StateLeaf leaf(SessionState state, Selection selection) {
        RegionState region = state.region(selection.token());
        SessionState.DeviceState device = state.device(selection.device());
        if (region == null) {
            return device == null
                    ? null
                    : StateLeaf.ofDevice(StateField.DEVICE_STATUS, device.ordinal());
        }
        if (device != null && region.mappings().containsKey(device.ordinal())) {
            boolean active = region.mappings().get(device.ordinal()).active();
            return StateLeaf.ofMapping(
                    active ? StateField.MAPPING_RIGHTS : StateField.MAPPING_ACTIVE,
                    region.token(),
                    device.ordinal());
        }
        if (device != null && region.grants().containsKey(device.devid())) {
            return StateLeaf.ofGrant(region.token(), device.devid());
        }
        return StateLeaf.ofRegion(StateField.REGION_ALIVE, region.token());
    }

    private static long writer(SessionSnapshot snapshot, Selection selection, long event) {
        long[] writtenAt = {StateOrigin.NONE};
        RegionBytes bytes = snapshot.regionAt(selection.token(), event);
        if (selection.byteOffset() < bytes.size()) {
            bytes.read(selection.byteOffset(), new byte[1], writtenAt);
        }
        return writtenAt[0];
    }

    private void go(LongSupplier search, String notFoundKey) {
        searching.ask(
                search::getAsLong,
                found -> {
                    if (found == model.currentEvent()) {
                        nothingFound.accept("search.set_here");
                    } else if (found >= 0) {
                        model.goTo(found);
                    } else {
                        nothingFound.accept(notFoundKey);
                    }
                });
    }
}
