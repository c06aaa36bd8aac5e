package ismscope.inspector.state;

import ismscope.device.protocol.PermissionSet;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.state.SessionState.MappingState;
import ismscope.inspector.state.SessionState.RegionState;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One region while records are applied to it: a [RegionState] that can change. Owned by one
/// thread.
final class RegionWork {
    private final long token;
    private long size;
    private long creatorDevid;
    private long since;
    private boolean alive = true;
    private long freedAt = -1;
    private long defaultRights = PermissionSet.DEFAULT_FOR_OTHERS.bits();
    private PersistentMap<Long, Long> grants = PersistentMap.empty();
    private PersistentMap<Integer, MappingState> mappings = PersistentMap.empty();
    private long doorbells;
    private long contentEvents;
    private @Nullable RegionState frozen;

    /// A region of which nothing is known but that a record names it.
    RegionWork(long token, long since) {
        this.token = token;
        this.since = since;
    }

    /// A region as it was frozen.
    RegionWork(RegionState state) {
        token = state.token();
        size = state.size();
        creatorDevid = state.creatorDevid();
        since = state.since();
        alive = state.alive();
        freedAt = state.freedAt();
        defaultRights = state.defaultRights();
        grants = (PersistentMap<Long, Long>) state.grants();
        mappings = (PersistentMap<Integer, MappingState>) state.mappings();
        doorbells = state.doorbells();
        contentEvents = state.contentEvents();
        frozen = state;
    }

    long token() {
        return token;
    }

    /// {@return it as an immutable value; the same one as long as nothing changes}
    RegionState freeze() {
        RegionState state = frozen;
        if (state == null) {
            state =
                    new RegionState(
                            token,
                            size,
                            creatorDevid,
                            since,
                            alive,
                            freedAt,
                            defaultRights,
                            grants,
                            mappings,
                            doorbells,
                            contentEvents);
            frozen = state;
        }
        return state;
    }

    /// A token that was freed and comes again is another region: it starts empty.
    void created(long event, TapRecord.RegionCreated created) {
        frozen = null;
        if (!alive) {
            since = event;
            defaultRights = PermissionSet.DEFAULT_FOR_OTHERS.bits();
            grants = PersistentMap.empty();
            mappings = PersistentMap.empty();
            doorbells = 0;
            contentEvents = 0;
        }
        alive = true;
        freedAt = -1;
        size = created.size();
        creatorDevid = created.creatorDevid();
    }

    /// Frees it; mappings whose end was not recorded end with it.
    void freed(long event) {
        frozen = null;
        if (!alive) {
            return;
        }
        alive = false;
        freedAt = event;
        for (Map.Entry<Integer, MappingState> entry : mappings.entrySet()) {
            if (entry.getValue().active()) {
                unmapped(event, entry.getKey());
            }
        }
    }

    void granted(TapRecord.Grant grant) {
        frozen = null;
        if (grant.devid() == TapRecord.Grant.DEFAULT) {
            defaultRights = grant.rights();
        } else {
            grants = grants.with(grant.devid(), grant.rights());
        }
    }

    /// Maps it, or maps it with other rights or in other places: then it is the same mapping.
    void mapped(long event, int device, TapRecord.Mapped mapped) {
        frozen = null;
        MappingState old = mappings.get(device);
        long start = old != null && old.active() ? old.since() : event;
        mappings =
                mappings.with(
                        device,
                        new MappingState(device, mapped.rights(), mapped.areas(), start, true, -1));
        if (size == 0) {
            size = mapped.areas().stream().mapToLong(area -> area.size()).sum();
        }
    }

    void unmapped(long event, int device) {
        MappingState old = mappings.get(device);
        if (old != null && old.active()) {
            frozen = null;
            mappings =
                    mappings.with(
                            device,
                            new MappingState(
                                    device, old.rights(), old.areas(), old.since(), false, event));
        }
    }

    void doorbell() {
        frozen = null;
        doorbells++;
    }

    void contentSeen() {
        frozen = null;
        contentEvents++;
    }
}
