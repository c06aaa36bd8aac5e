package ismscope.inspector.lint;

import ismscope.device.protocol.PermissionSet;
import ismscope.device.tap.TapRecord;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/// What is known of one region: who has it, who may, and what was done with it.
///
/// Fields that only one check cares for are set by that check. Owned by the linter's thread.
final class RegionFacts {
    /// Devices with rights of their own that are remembered, for one region.
    static final int MAX_GRANTS = 4096;

    final long token;
    private final Int2ObjectHashMap<Mapping> mappings = new Int2ObjectHashMap<>();
    private final Long2ObjectHashMap<Grant> grants = new Long2ObjectHashMap<>();
    private Grant byDefault = new Grant(-1, PermissionSet.DEFAULT_FOR_OTHERS.bits());
    private long created = -1;
    private long size;
    private boolean whole;
    private long attaches;
    private long uses;

    RegionFacts(long token) {
        this.token = token;
    }

    /// @param seen whether it came into being before our eyes, so that all of its life is known
    void created(long event, long bytes, boolean seen) {
        created = event;
        size = bytes;
        whole = seen;
    }

    void mapped(int device, Mapping mapping) {
        if (mappings.put(device, mapping) == null) {
            attaches++;
        }
    }

    @Nullable Mapping unmapped(int device) {
        return mappings.remove(device);
    }

    void granted(long event, TapRecord.Grant grant) {
        Grant given = new Grant(event, grant.rights());
        if (grant.devid() == TapRecord.Grant.DEFAULT) {
            byDefault = given;
        } else if (grants.size() < MAX_GRANTS || grants.containsKey(grant.devid())) {
            grants.put(grant.devid(), given);
        }
    }

    /// Somebody rang, stored or loaded.
    void used() {
        uses++;
    }

    /// Something of what is done with it is not in the capture.
    void notWhole() {
        whole = false;
    }

    /// {@return the event that created it, -1 if that was not seen}
    long created() {
        return created;
    }

    long size() {
        return size;
    }

    /// {@return whether all that ever happened to it is known}
    boolean isWhole() {
        return whole;
    }

    /// {@return how often devices attached, the allocator included}
    long attaches() {
        return attaches;
    }

    /// {@return doorbells, stores and loads seen}
    long uses() {
        return uses;
    }

    /// {@return devices that have it mapped}
    int users() {
        return mappings.size();
    }

    /// {@return another device that has it mapped, 0 if there is none}
    int otherUser(int device) {
        for (Int2ObjectHashMap<Mapping>.KeyIterator users = mappings.keySet().iterator();
                users.hasNext(); ) {
            int user = users.nextInt();
            if (user != device) {
                return user;
            }
        }
        return 0;
    }

    @Nullable Mapping mapping(int device) {
        return mappings.get(device);
    }

    /// {@return the grant that decides for the device with this devid}
    Grant decisiveFor(long devid) {
        Grant own = grants.get(devid);
        return own == null ? byDefault : own;
    }

    /// {@return whether the device with this devid has rights of its own}
    boolean hasGrant(long devid) {
        return grants.containsKey(devid);
    }

    Long2ObjectHashMap<Grant> grants() {
        return grants;
    }
}
