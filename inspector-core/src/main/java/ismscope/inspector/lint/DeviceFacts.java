package ismscope.inspector.lint;

import ismscope.device.protocol.FeatureBit;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.event.Event;
import java.util.ArrayDeque;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/// What is known of one device: who it is, how its driver has set it up, what it has mapped and
/// asked. Owned by the linter's thread.
final class DeviceFacts {
    /// Mappings that ended and are remembered, for one device.
    static final int MAX_ENDED = 64;

    /// Requests without a reply that are remembered, for one device.
    static final int MAX_PENDING = 1 << 16;

    private static final int UNKNOWN = -1;

    final int ordinal;
    private String name;
    private TapRecord.@Nullable DeviceAdded added;
    private long addedIn = -1;
    private int status = UNKNOWN;
    private long statusIn = -1;
    private long features;
    private long featuresIn = -1;
    private final long[] queueIn = {-1, -1};
    private final boolean[] enabled = new boolean[2];
    private final Long2ObjectHashMap<Mapping> mappings = new Long2ObjectHashMap<>();
    private final ArrayDeque<Mapping> ended = new ArrayDeque<>();
    private final Int2ObjectHashMap<Event> pending = new Int2ObjectHashMap<>();
    private long last = -1;

    DeviceFacts(int ordinal) {
        this.ordinal = ordinal;
        this.name = ordinal == 0 ? "host" : "device " + ordinal;
    }

    /// Forgets all but who it is: records are missing.
    void forget() {
        status = UNKNOWN;
        statusIn = -1;
        featuresIn = -1;
        queueIn[0] = -1;
        queueIn[1] = -1;
        mappings.clear();
        ended.clear();
        pending.clear();
        last = -1;
    }

    void added(long event, TapRecord.DeviceAdded record) {
        added = record;
        addedIn = event;
        name = record.name().isEmpty() ? name : record.name();
        status = 0;
        statusIn = event;
    }

    void status(long event, int value) {
        status = value;
        statusIn = event;
        if (value == 0) {
            features = 0;
            featuresIn = -1;
            pending.clear();
        }
    }

    void features(long event, long accepted) {
        features = accepted;
        featuresIn = event;
    }

    void queue(long event, TapRecord.Queue queue) {
        if (queue.index() < enabled.length) {
            enabled[queue.index()] = queue.enabled();
            queueIn[queue.index()] = event;
        }
        if (!queue.enabled()) {
            pending.values().removeIf(request -> queueOf(request) == queue.index());
        }
    }

    private static int queueOf(Event request) {
        return request.record() instanceof TapRecord.Request record ? record.queue() : -1;
    }

    void mapped(Mapping mapping) {
        mappings.put(mapping.token(), mapping);
    }

    void unmapped(long token, long event) {
        Mapping mapping = mappings.remove(token);
        if (mapping == null) {
            return;
        }
        if (ended.size() == MAX_ENDED) {
            ended.removeFirst();
        }
        ended.addLast(mapping.ended(event));
    }

    void requested(Event event, TapRecord.Request request) {
        if (pending.size() < MAX_PENDING) {
            pending.put(chain(request.queue(), request.head()), event);
        }
    }

    void answered(TapRecord.Reply reply) {
        pending.remove(chain(reply.queue(), reply.head()));
    }

    void removed() {
        pending.clear();
        status = UNKNOWN;
    }

    /// Notes an event of its driver's.
    void acted(long event) {
        last = event;
    }

    private static int chain(int queue, int head) {
        return queue << Short.SIZE | (head & 0xffff);
    }

    String name() {
        return name;
    }

    long devid() {
        return added == null ? ordinal : added.devid();
    }

    /// {@return the pool whose memory its guest maps, empty if it is isolated}
    String pool() {
        return added == null ? "" : added.pool();
    }

    TapRecord.@Nullable DeviceAdded added() {
        return added;
    }

    long addedIn() {
        return addedIn;
    }

    /// {@return whether its status is known; it is not after a gap}
    boolean statusKnown() {
        return status != UNKNOWN;
    }

    boolean hasStatus(int bit) {
        return status != UNKNOWN && (status & bit) != 0;
    }

    /// {@return the event that set the status, -1 if it was not seen}
    long statusIn() {
        return statusIn;
    }

    boolean featuresKnown() {
        return featuresIn >= 0;
    }

    boolean hasFeature(FeatureBit bit) {
        return featuresIn >= 0 && bit.isIn(features);
    }

    long featuresIn() {
        return featuresIn;
    }

    boolean isEnabled(int queue) {
        return enabled[queue];
    }

    /// {@return the event that enabled or disabled a queue, -1 if it was not seen}
    long queueIn(int queue) {
        return queue < queueIn.length ? queueIn[queue] : -1;
    }

    Long2ObjectHashMap<Mapping> mappings() {
        return mappings;
    }

    /// {@return the mapping that ended last of those that covered this byte of device memory}
    @Nullable Mapping endedAt(long offset) {
        for (var mappings = ended.descendingIterator(); mappings.hasNext(); ) {
            Mapping mapping = mappings.next();
            if (mapping.covers(offset)) {
                return mapping;
            }
        }
        return null;
    }

    /// {@return the mapping of a region that this device had last and has no more}
    @Nullable Mapping endedOf(long token) {
        for (var mappings = ended.descendingIterator(); mappings.hasNext(); ) {
            Mapping mapping = mappings.next();
            if (mapping.token() == token) {
                return mapping;
            }
        }
        return null;
    }

    /// {@return the request without a reply on this chain, null if none is known}
    @Nullable Event pending(int queue, int head) {
        return pending.get(chain(queue, head));
    }

    Iterable<Event> pending() {
        return pending.values();
    }

    /// {@return the newest event of this device before the current one, -1 if none is known}
    long last() {
        return last;
    }
}
