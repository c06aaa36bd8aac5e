package ismscope.inspector.state;

import ismscope.device.tap.TapRecord;
import ismscope.inspector.state.SessionState.DeviceState;
import ismscope.inspector.state.SessionState.QueueState;
import org.jspecify.annotations.Nullable;

/// One device while records are applied to it: a [DeviceState] that can change. Owned by one
/// thread.
final class DeviceWork {
    private final int ordinal;
    private String name;
    private String pool = "";
    private long devid;
    private long gid;
    private long chunkSize;
    private long notifySize;
    private long windowSize;
    private final long since;
    private boolean present = true;
    private long removedAt = -1;
    private int status;
    private long features;
    private PersistentMap<Integer, QueueState> queues = PersistentMap.empty();
    private PendingRequests pending = PendingRequests.NONE;
    private long commands;
    private long refusals;
    private long doorbells;
    private long eventsDelivered;
    private long swallowed;
    private long violations;
    private @Nullable DeviceState frozen;

    /// A device of which nothing is known but that a record names it.
    DeviceWork(int ordinal, long since) {
        this.ordinal = ordinal;
        this.name = "device " + ordinal;
        this.since = since;
    }

    /// A device as it was frozen.
    DeviceWork(DeviceState state) {
        ordinal = state.ordinal();
        name = state.name();
        pool = state.pool();
        devid = state.devid();
        gid = state.gid();
        chunkSize = state.chunkSize();
        notifySize = state.notifySize();
        windowSize = state.windowSize();
        since = state.since();
        present = state.present();
        removedAt = state.removedAt();
        status = state.status();
        features = state.features();
        queues = (PersistentMap<Integer, QueueState>) state.queues();
        pending = (PendingRequests) state.pendingRequests();
        commands = state.commands();
        refusals = state.refusals();
        doorbells = state.doorbells();
        eventsDelivered = state.eventsDelivered();
        swallowed = state.swallowed();
        violations = state.violations();
        frozen = state;
    }

    int ordinal() {
        return ordinal;
    }

    /// {@return it as an immutable value; the same one as long as nothing changes}
    DeviceState freeze() {
        DeviceState state = frozen;
        if (state == null) {
            state =
                    new DeviceState(
                            ordinal,
                            name,
                            pool,
                            devid,
                            gid,
                            chunkSize,
                            notifySize,
                            windowSize,
                            since,
                            present,
                            removedAt,
                            status,
                            features,
                            queues,
                            pending,
                            commands,
                            refusals,
                            doorbells,
                            eventsDelivered,
                            swallowed,
                            violations);
            frozen = state;
        }
        return state;
    }

    void added(TapRecord.DeviceAdded added) {
        frozen = null;
        name = added.name();
        pool = added.pool();
        devid = added.devid();
        gid = added.gid();
        chunkSize = added.chunkSize();
        notifySize = added.notifySize();
        windowSize = added.windowSize();
        present = true;
        removedAt = -1;
    }

    void removed(long event) {
        frozen = null;
        if (present) {
            present = false;
            removedAt = event;
        }
        pending = PendingRequests.NONE;
    }

    /// A device reset (`virtio 1.3 2.1`, status 0) forgets features, queues and requests.
    void status(int after) {
        frozen = null;
        status = after;
        if (after == 0) {
            features = 0;
            queues = PersistentMap.empty();
            pending = PendingRequests.NONE;
        }
    }

    void features(long accepted) {
        frozen = null;
        features = accepted;
    }

    void queue(TapRecord.Queue queue) {
        frozen = null;
        queues =
                queues.with(
                        queue.index(),
                        new QueueState(
                                queue.index(),
                                queue.size(),
                                queue.enabled(),
                                queue.packed(),
                                queue.descriptorArea(),
                                queue.driverArea(),
                                queue.deviceArea()));
    }

    void request(long event, TapRecord.Request request) {
        frozen = null;
        commands++;
        pending = pending.with(event, request.queue(), request.head());
    }

    void reply(TapRecord.Reply reply) {
        frozen = null;
        pending = pending.without(reply.queue(), reply.head());
        if (reply.bytes().length > 0 && reply.bytes()[0] != 0) {
            refusals++;
        }
    }

    void doorbell() {
        frozen = null;
        doorbells++;
    }

    void eventDelivered() {
        frozen = null;
        eventsDelivered++;
    }

    void swallowed(long count) {
        frozen = null;
        swallowed += count;
    }

    void violation() {
        frozen = null;
        violations++;
    }
}
