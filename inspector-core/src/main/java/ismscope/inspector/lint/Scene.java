package ismscope.inspector.lint;

import ismscope.device.protocol.Ack;
import ismscope.device.protocol.ControlCommand;
import ismscope.device.protocol.Decoded;
import ismscope.device.protocol.IsmCodec;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.event.Event;
import java.util.Arrays;
import org.agrona.collections.Long2LongHashMap;
import org.agrona.collections.Long2ObjectHashMap;
import org.agrona.collections.LongHashSet;
import org.jspecify.annotations.Nullable;

/// What the checks know of the session before the event they look at: one model for all of them.
///
/// It is smaller than the session's state: it forgets at gaps, and it keeps the events in which
/// something came about. Owned by the linter's thread.
final class Scene {
    /// Devices that are told apart; events of others are about nobody.
    static final int MAX_DEVICES = 1 << 20;

    /// Regions that are remembered at once.
    static final int MAX_REGIONS = 1 << 20;

    /// Freed regions that are remembered; then all of them are forgotten.
    static final int MAX_FREED = 1 << 16;

    private static final long NONE = -1;

    private DeviceFacts[] devices = new DeviceFacts[64];
    private final LongHashSet devids = new LongHashSet();
    private final Long2ObjectHashMap<RegionFacts> regions = new Long2ObjectHashMap<>();
    private final Long2LongHashMap freed = new Long2LongHashMap(NONE);
    private boolean whole = true;
    private final DeviceFacts nobody = new DeviceFacts(0);
    private DeviceFacts device = nobody;
    private @Nullable RegionFacts region;
    private @Nullable Refusal refusal;
    private @Nullable Event doorbell;

    /// Turns to the next event.
    void turnTo(Event event) {
        device = deviceAt(event.device());
        long token = event.token();
        if (token == 0) {
            region = null;
        } else if (region == null || region.token != token) {
            region = regions.get(token);
        }
        refusal = event.record() instanceof TapRecord.Reply reply ? refusalOf(event, reply) : null;
    }

    private @Nullable Refusal refusalOf(Event event, TapRecord.Reply reply) {
        if (reply.bytes().length == 0 || reply.bytes()[0] == 0) {
            return null;
        }
        Event request = device.pending(reply.queue(), reply.head());
        Ack ack = Ack.fromCode(reply.bytes()[0] & 0xff);
        if (request == null
                || ack == null
                || request.flow() != event.flow()
                || !(request.record() instanceof TapRecord.Request asked)) {
            return null;
        }
        ControlCommand command =
                IsmCodec.decodeCommand(asked.bytes()) instanceof Decoded.Valid(var valid)
                        ? valid
                        : null;
        return new Refusal(request, event, command, ack);
    }

    /// Takes in the event that it turned to: what follows from it is known from now on.
    void take(Event event) {
        boolean seen = (event.flags() & Event.SNAPSHOT) == 0;
        whole &= seen;
        long number = event.number();
        TapRecord record = event.record();
        // By the kind: asking for one class after the other takes several times as long.
        switch (event.kind()) {
            case DEVICE_ADDED -> added(number, (TapRecord.DeviceAdded) record);
            case DEVICE_REMOVED -> device.removed();
            case STATUS -> device.status(number, ((TapRecord.Status) record).after());
            case FEATURES -> device.features(number, ((TapRecord.Features) record).accepted());
            case QUEUE -> device.queue(number, (TapRecord.Queue) record);
            case REQUEST -> device.requested(event, (TapRecord.Request) record);
            case REPLY -> device.answered((TapRecord.Reply) record);
            case DOORBELL -> {
                doorbell = event;
                used();
            }
            case CONTENT, ACCESS -> used();
            case REGION_CREATED -> created(event, (TapRecord.RegionCreated) record, seen);
            case REGION_FREED -> freed(event);
            case MAPPED -> mapped(event, (TapRecord.Mapped) record);
            case UNMAPPED -> unmapped(event);
            case GRANT -> regionAt(event.token()).granted(number, (TapRecord.Grant) record);
            case LOST -> {
                if (region != null) {
                    region.notWhole();
                }
            }
            default -> {
                // Says nothing of who has what.
            }
        }
        device.acted(number);
    }

    private void added(long number, TapRecord.DeviceAdded added) {
        device.added(number, added);
        if (devids.size() < MAX_DEVICES) {
            devids.add(added.devid());
        }
    }

    private void created(Event event, TapRecord.RegionCreated created, boolean seen) {
        regionAt(event.token()).created(event.number(), created.size(), seen);
    }

    private void used() {
        if (region != null) {
            region.used();
        }
    }

    private void freed(Event event) {
        regions.remove(event.token());
        region = null;
        if (freed.size() == MAX_FREED) {
            freed.clear();
        }
        freed.put(event.token(), event.number());
    }

    private void mapped(Event event, TapRecord.Mapped mapped) {
        RegionFacts where = regionAt(event.token());
        Mapping before = where.mapping(event.device());
        long since = before == null ? event.number() : before.since();
        Mapping mapping = new Mapping(event.token(), mapped.areas(), mapped.rights(), since, NONE);
        where.mapped(event.device(), mapping);
        device.mapped(mapping);
    }

    private void unmapped(Event event) {
        device.unmapped(event.token(), event.number());
        if (region != null) {
            region.unmapped(event.device());
        }
    }

    /// Forgets everything but who is who: records are missing before the next event.
    void forget() {
        whole = false;
        for (DeviceFacts known : devices) {
            if (known != null) {
                known.forget();
            }
        }
        regions.clear();
        freed.clear();
        region = null;
        doorbell = null;
    }

    private DeviceFacts deviceAt(int ordinal) {
        if (ordinal < 0 || ordinal >= MAX_DEVICES) {
            return nobody;
        }
        if (ordinal >= devices.length) {
            devices = Arrays.copyOf(devices, Math.max(ordinal + 1, devices.length * 2));
        }
        DeviceFacts known = devices[ordinal];
        if (known == null) {
            known = new DeviceFacts(ordinal);
            devices[ordinal] = known;
        }
        return known;
    }

    private RegionFacts regionAt(long token) {
        RegionFacts known = region;
        if (known == null) {
            known = new RegionFacts(token);
            if (regions.size() < MAX_REGIONS) {
                regions.put(token, known);
            }
            region = known;
        }
        return known;
    }

    /// {@return the device of the current event}
    DeviceFacts device() {
        return device;
    }

    /// {@return the device with this ordinal}
    DeviceFacts device(int ordinal) {
        return deviceAt(ordinal);
    }

    /// {@return the region of the current event, null if it has none or nothing is known of it}
    @Nullable RegionFacts region() {
        return region;
    }

    /// {@return the refusal that the current event is, null if it is none}
    @Nullable Refusal refusal() {
        return refusal;
    }

    /// {@return the doorbell that the current event came of, null if of none}
    @Nullable Event doorbellOf(Event event) {
        Event rung = doorbell;
        return rung != null && rung.flow() == event.flow() && rung.flow() != 0 ? rung : null;
    }

    /// {@return the event that freed this region, -1 if it was not freed or that was not seen}
    long freedIn(long token) {
        return freed.get(token);
    }

    /// {@return whether all that happened since the host began is known}
    boolean isWhole() {
        return whole;
    }

    /// {@return whether a device with this devid was ever seen}
    boolean knowsDevid(long devid) {
        return devids.contains(devid);
    }
}
