package ismscope.inspector.state;

import ismscope.device.tap.DeviceTap;
import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.event.Event;
import ismscope.inspector.event.EventContext;
import ismscope.inspector.state.SessionState.DeviceState;
import ismscope.inspector.state.SessionState.MappingState;
import ismscope.inspector.state.SessionState.QueueState;
import ismscope.inspector.state.SessionState.RegionState;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// The records that rebuild a state, as a host tells them to an observer who comes late: devices
/// that are there with features, queues and status, requests that wait for a reply, regions that
/// live with grants, mappings and all content that is known.
public final class StandingRecords {
    /// Bytes of content in one record: whole pages.
    private static final int PIECE = 15 * 4096;

    private final SessionState state;
    private final EventContext session;
    private final LongFunction<RegionBytes> regions;

    /// @param state to be rebuilt
    /// @param session that it is a state of
    /// @param regions gives the bytes of a region, by token, in this state
    public StandingRecords(
            SessionState state, EventContext session, LongFunction<RegionBytes> regions) {
        this.state = state;
        this.session = session;
        this.regions = regions;
    }

    /// Tells the records in the order in which they have to be read.
    public void tell(DeviceTap observer) {
        Map<Integer, TapRecord> features = features();
        for (DeviceState device : state.devices().values()) {
            if (device.present()) {
                tell(device, features.get(device.ordinal()), observer);
            }
        }
        for (RegionState region : state.regions().values()) {
            if (region.alive()) {
                tell(region, observer);
            }
        }
    }

    /// {@return what each device negotiated last: the state knows only what was accepted}
    private Map<Integer, TapRecord> features() {
        Map<Integer, TapRecord> last = new HashMap<>();
        for (long event = 0; event <= state.event(); event++) {
            if (session.kind(event) == TapKind.FEATURES) {
                Event told = session.event(event);
                last.put(told.device(), told.record());
            }
        }
        return last;
    }

    private void tell(DeviceState device, @Nullable TapRecord features, DeviceTap observer) {
        int ordinal = device.ordinal();
        if (session.kind(device.since()) == TapKind.DEVICE_ADDED) {
            observer.record(ordinal, 0, 0, added(device));
        }
        if (features instanceof TapRecord.Features told && told.accepted() == device.features()) {
            observer.record(ordinal, 0, 0, told);
        }
        for (QueueState queue : device.queues().values()) {
            if (queue.enabled()) {
                observer.record(ordinal, 0, 0, record(queue));
            }
        }
        if (device.status() != 0) {
            observer.record(ordinal, 0, 0, new TapRecord.Status(0, device.status()));
        }
        for (long waiting : device.pendingRequests()) {
            Event request = session.event(waiting);
            observer.record(ordinal, request.flow(), request.token(), request.record());
        }
    }

    private static TapRecord added(DeviceState device) {
        return new TapRecord.DeviceAdded(
                device.devid(),
                device.gid(),
                device.chunkSize(),
                device.notifySize(),
                device.windowSize(),
                device.name(),
                device.pool());
    }

    private static TapRecord record(QueueState queue) {
        return new TapRecord.Queue(
                queue.index(),
                queue.size(),
                true,
                queue.packed(),
                queue.descriptorArea(),
                queue.driverArea(),
                queue.deviceArea());
    }

    private void tell(RegionState region, DeviceTap observer) {
        long token = region.token();
        int creator = Math.max(0, session.deviceWithDevid(region.creatorDevid()));
        observer.record(
                creator,
                0,
                token,
                new TapRecord.RegionCreated(region.size(), region.creatorDevid()));
        observer.record(
                creator,
                0,
                token,
                new TapRecord.Grant(TapRecord.Grant.DEFAULT, region.defaultRights()));
        region.grants()
                .forEach((devid, rights) ->
                        observer.record(creator, 0, token, new TapRecord.Grant(devid, rights)));
        for (MappingState mapping : region.mappings().values()) {
            if (mapping.active()) {
                observer.record(
                        mapping.device(),
                        0,
                        token,
                        new TapRecord.Mapped(mapping.rights(), mapping.areas()));
            }
        }
        RegionBytes bytes = regions.apply(token);
        if (region.contentEvents() > 0) {
            tellContent(bytes, token, creator, observer);
        }
        if (bytes.incomplete()) {
            observer.record(
                    creator, 0, token, new TapRecord.Lost(0, TapRecord.Lost.CONTENT_BUDGET));
        }
    }

    /// Tells runs of bytes that somebody wrote: the others are zeros, or not known.
    private static void tellContent(
            RegionBytes bytes, long token, int creator, DeviceTap observer) {
        byte[] window = new byte[PIECE];
        long[] writers = new long[PIECE];
        for (long at = 0; at < bytes.size(); at += PIECE) {
            int read = bytes.read(at, window, writers);
            for (int from = 0; from < read; ) {
                int to = from;
                while (to < read && writers[to] >= 0) {
                    to++;
                }
                if (to > from) {
                    byte[] run = Arrays.copyOfRange(window, from, to);
                    observer.record(
                            creator,
                            0,
                            token,
                            new TapRecord.Content(at + from, bytes.quality(), run));
                }
                from = to + 1;
            }
        }
    }
}
