package ismscope.app.jump;

import ismscope.device.tap.TapRecord;
import ismscope.inspector.diff.StateField;
import ismscope.inspector.diff.StateLeaf;
import ismscope.inspector.diff.StateOrigin;
import ismscope.inspector.event.Field;
import ismscope.inspector.session.SessionSnapshot;
import ismscope.inspector.state.RegionBytes;
import ismscope.inspector.state.SessionState;
import ismscope.inspector.state.SessionState.DeviceState;
import ismscope.inspector.state.SessionState.RegionState;
import java.util.Map;

/// The event that made what a field of an event speaks of.
///
/// | a field | leads to |
/// |---|---|
/// | that names another event | that event |
/// | of a region: its token, size, creator | the event that created it |
/// | of rights, and how a command ended | the grant that decided it |
/// | of places in device memory, doorbells | the mapping of the region in the device |
/// | of contents and accesses | who wrote the first of these bytes before |
/// | of the status before | the event that set that status |
/// | of a queue | the event that enabled it |
/// | any other | what set the device's status |
///
/// Costs a search through the index: not for the JavaFX thread.
///
/// @param event whose field it is
record FieldOrigin(SessionSnapshot snapshot, long event, Field field) {
    private static final Map<String, Topic> TOPICS =
            Map.ofEntries(
                    Map.entry("ism.token", Topic.REGION),
                    Map.entry("ism.cmd.token", Topic.REGION),
                    Map.entry("ism.reply.token", Topic.REGION),
                    Map.entry("ism.size", Topic.REGION),
                    Map.entry("ism.region.creator", Topic.REGION),
                    Map.entry("ism.rights", Topic.GRANT),
                    Map.entry("ism.cmd.rw_perm", Topic.GRANT),
                    Map.entry("ism.cmd.permissions", Topic.GRANT),
                    Map.entry("ism.ack", Topic.GRANT),
                    Map.entry("ism.result", Topic.GRANT),
                    Map.entry("ism.area", Topic.MAPPING),
                    Map.entry("ism.area.offset", Topic.MAPPING),
                    Map.entry("ism.area.size", Topic.MAPPING),
                    Map.entry("ism.areas", Topic.MAPPING),
                    Map.entry("ism.event.offset", Topic.MAPPING),
                    Map.entry("ism.doorbell.offset", Topic.MAPPING),
                    Map.entry("ism.doorbell.chunk", Topic.MAPPING),
                    Map.entry("ism.content.offset", Topic.BYTES),
                    Map.entry("ism.content.bytes", Topic.BYTES),
                    Map.entry("ism.access.offset", Topic.BYTES),
                    Map.entry("ism.access.value", Topic.BYTES),
                    Map.entry("ism.status.before", Topic.STATUS_BEFORE),
                    Map.entry("ism.queue.index", Topic.QUEUE));

    /// What a field speaks of.
    private enum Topic {
        REGION,
        GRANT,
        MAPPING,
        BYTES,
        STATUS_BEFORE,
        QUEUE,
        DEVICE
    }

    /// {@return the event, [StateOrigin#NONE] if there is none}
    long find() {
        if (field.link() >= 0) {
            return field.link();
        }
        int device = snapshot.device(event);
        long token = snapshot.token(event);
        return switch (TOPICS.getOrDefault(field.name(), Topic.DEVICE)) {
            case REGION -> of(StateLeaf.ofRegion(StateField.REGION_ALIVE, token), event);
            case GRANT -> grant(token, device);
            case MAPPING ->
                    of(StateLeaf.ofMapping(StateField.MAPPING_ACTIVE, token, device), event);
            case BYTES -> writer(token);
            case STATUS_BEFORE ->
                    of(StateLeaf.ofDevice(StateField.DEVICE_STATUS, device), event - 1);
            case QUEUE -> of(queue(device), event);
            case DEVICE -> of(StateLeaf.ofDevice(StateField.DEVICE_STATUS, device), event);
        };
    }

    private long of(StateLeaf leaf, long at) {
        return StateOrigin.of(snapshot, leaf, at);
    }

    private StateLeaf queue(int device) {
        int index =
                switch (snapshot.event(event).record()) {
                    case TapRecord.Request request -> request.queue();
                    case TapRecord.Reply reply -> reply.queue();
                    case TapRecord.Event delivered -> delivered.queue();
                    case TapRecord.Queue queue -> queue.index();
                    default -> 0;
                };
        return new StateLeaf(StateField.QUEUE_ENABLED, device, index);
    }

    private long grant(long token, int device) {
        SessionState state = snapshot.stateAt(event);
        RegionState region = state.region(token);
        DeviceState asking = state.device(device);
        if (region != null && asking != null && region.grants().containsKey(asking.devid())) {
            return of(StateLeaf.ofGrant(token, asking.devid()), event);
        }
        return of(StateLeaf.ofRegion(StateField.REGION_DEFAULT_RIGHTS, token), event);
    }

    /// The event itself may have written them: asked is who did before.
    private long writer(long token) {
        if (event == 0 || token == 0) {
            return StateOrigin.NONE;
        }
        long place =
                switch (snapshot.event(event).record()) {
                    case TapRecord.Content content -> content.offset();
                    case TapRecord.Access access -> access.offset();
                    default -> Long.MAX_VALUE;
                };
        RegionBytes bytes = snapshot.regionAt(token, event - 1);
        long[] writtenAt = {StateOrigin.NONE};
        if (place < bytes.size()) {
            bytes.read(place, new byte[1], writtenAt);
        }
        return writtenAt[0];
    }
}
