package ismscope.inspector.state;

import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.event.Event;

/// What each record means for the state: `(state, record) -> state`.
///
/// Total: records about devices, regions and requests that were never introduced are taken as far
/// as they make sense and never throw. A device that only its records name is made up; so is a
/// region that is mapped. SNAPSHOT records are records like any other: they rebuild the state.
final class StateReducer {
    private StateReducer() {}

    /// Applies one event; events are applied in order.
    static void apply(WorkingState state, Event event) {
        state.at(event);
        int device = event.device();
        TapRecord record = event.record();
        // By the kind: asking for one class after the other takes several times as long.
        switch (event.kind()) {
            case DEVICE_ADDED -> state.device(device).added((TapRecord.DeviceAdded) record);
            case DEVICE_REMOVED -> removed(state, event);
            case STATUS -> status(state, device, (TapRecord.Status) record);
            case FEATURES ->
                    state.device(device).features(((TapRecord.Features) record).accepted());
            case QUEUE -> state.device(device).queue((TapRecord.Queue) record);
            case REQUEST ->
                    state.device(device).request(event.number(), (TapRecord.Request) record);
            case REPLY -> state.device(device).reply((TapRecord.Reply) record);
            case REGION_CREATED ->
                    state.region(event.token())
                            .created(event.number(), (TapRecord.RegionCreated) record);
            case REGION_FREED -> freed(state, event);
            case MAPPED -> {
                state.device(device);
                state.region(event.token())
                        .mapped(event.number(), device, (TapRecord.Mapped) record);
            }
            case UNMAPPED -> unmapped(state, event);
            case GRANT -> granted(state, event, (TapRecord.Grant) record);
            case ACCESS -> {
                if (((TapRecord.Access) record).store()) {
                    contentSeen(state, event.token());
                }
            }
            case LOST -> lost(state, (TapRecord.Lost) record);
            case SWALLOWED ->
                    state.device(device).swallowed(((TapRecord.Swallowed) record).count());
            case EVENT, DOORBELL, CONTENT, VIOLATION, INTERRUPT, MARK, STOPPED, RESUMED, UNKNOWN ->
                    counted(state, event.kind(), device, event.token());
        }
    }

    /// {@return whether events of a kind only count something up, which is done: nothing of their
    /// record is needed but what the index tells}
    static boolean counted(WorkingState state, TapKind kind, int device, long token) {
        switch (kind) {
            case EVENT -> state.device(device).eventDelivered();
            case DOORBELL -> doorbell(state, device, token);
            case CONTENT -> contentSeen(state, token);
            case VIOLATION -> state.device(device).violation();
            case INTERRUPT, MARK, STOPPED, RESUMED, UNKNOWN -> {
                // These change nothing that the state holds.
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void lost(WorkingState state, TapRecord.Lost lost) {
        // What traps leave out says nothing of mappings.
        if (lost.reason() <= TapRecord.Lost.FILE_CUT) {
            state.noteGap();
        }
    }

    private static void removed(WorkingState state, Event event) {
        state.device(event.device()).removed(event.number());
        if (state.gapSeen()) {
            state.unmapEverywhere(event.device());
        }
    }

    private static void status(WorkingState state, int device, TapRecord.Status status) {
        state.device(device).status(status.after());
        if (status.after() == 0 && state.gapSeen()) {
            state.unmapEverywhere(device);
        }
    }

    private static void doorbell(WorkingState state, int device, long token) {
        state.device(device).doorbell();
        RegionWork region = state.knownRegion(token);
        if (region != null) {
            region.doorbell();
        }
    }

    private static void freed(WorkingState state, Event event) {
        RegionWork region = state.knownRegion(event.token());
        if (region != null) {
            region.freed(event.number());
        }
    }

    private static void unmapped(WorkingState state, Event event) {
        RegionWork region = state.knownRegion(event.token());
        if (region != null) {
            region.unmapped(event.number(), event.device());
        }
    }

    private static void granted(WorkingState state, Event event, TapRecord.Grant grant) {
        RegionWork region = state.knownRegion(event.token());
        if (region != null) {
            region.granted(grant);
        }
    }

    private static void contentSeen(WorkingState state, long token) {
        RegionWork region = state.knownRegion(token);
        if (region != null) {
            region.contentSeen();
        }
    }
}
