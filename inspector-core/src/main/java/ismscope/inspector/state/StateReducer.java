package ismscope.inspector.state;

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
        switch (event.record()) {
            case TapRecord.DeviceAdded added -> state.device(device).added(added);
            case TapRecord.DeviceRemoved _ -> removed(state, event);
            case TapRecord.Status status -> status(state, device, status);
            case TapRecord.Features features -> state.device(device).features(features.accepted());
            case TapRecord.Queue queue -> state.device(device).queue(queue);
            case TapRecord.Request request -> state.device(device).request(event.number(), request);
            case TapRecord.Reply reply -> state.device(device).reply(reply);
            case TapRecord.Event _ -> state.device(device).eventDelivered();
            case TapRecord.Doorbell _ -> doorbell(state, event);
            case TapRecord.RegionCreated created ->
                    state.region(event.token()).created(event.number(), created);
            case TapRecord.RegionFreed _ -> freed(state, event);
            case TapRecord.Mapped mapped -> {
                state.device(device);
                state.region(event.token()).mapped(event.number(), device, mapped);
            }
            case TapRecord.Unmapped _ -> unmapped(state, event);
            case TapRecord.Grant grant -> granted(state, event, grant);
            case TapRecord.Content _ -> contentSeen(state, event);
            case TapRecord.Access access -> {
                if (access.store()) {
                    contentSeen(state, event);
                }
            }
            case TapRecord.Violation _ -> state.device(device).violation();
            case TapRecord.Lost lost -> {
                // What traps leave out says nothing of mappings.
                if (lost.reason() <= TapRecord.Lost.FILE_CUT) {
                    state.noteGap();
                }
            }
            case TapRecord.Swallowed swallowed -> state.device(device).swallowed(swallowed.count());
            case TapRecord.Interrupt _,
                    TapRecord.Mark _,
                    TapRecord.Stopped _,
                    TapRecord.Resumed _,
                    TapRecord.Unknown _ -> {
                // These change nothing that the state holds.
            }
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

    private static void doorbell(WorkingState state, Event event) {
        state.device(event.device()).doorbell();
        RegionWork region = state.knownRegion(event.token());
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

    private static void contentSeen(WorkingState state, Event event) {
        RegionWork region = state.knownRegion(event.token());
        if (region != null) {
            region.contentSeen();
        }
    }
}
