package ismscope.device.region;

import ismscope.device.protocol.PermissionSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Who may do what with one region: rights of single devices, and a default for all others.
///
/// A device with an entry of its own does not use the default. Entries of devices that do not exist
/// are kept: they may appear later. Draft: virtio-ism draft, GRANT_SET_DEFAULT,
/// GRANT_SET_FOR_DEVICE. Thread: the host's owner thread.
public final class GrantTable {
    private final Map<Long, PermissionSet> own = new LinkedHashMap<>();
    private final int most;
    private PermissionSet byDefault = PermissionSet.DEFAULT_FOR_OTHERS;

    /// @param allocator devid that gets all rights
    /// @param most entries of single devices
    GrantTable(long allocator, int most) {
        this.most = most;
        own.put(allocator, PermissionSet.ALLOCATOR);
    }

    /// {@return what this device may do}
    public PermissionSet of(long devid) {
        return own.getOrDefault(devid, byDefault);
    }

    /// {@return what devices without an entry may do}
    public PermissionSet byDefault() {
        return byDefault;
    }

    /// {@return the entries of single devices, by devid, oldest first; a view}
    public Map<Long, PermissionSet> own() {
        return Collections.unmodifiableMap(own);
    }

    /// Replaces the default.
    ///
    /// @param rights with CLEAN_DEFAULT the default becomes empty whatever else is set
    public void setDefault(PermissionSet rights) {
        byDefault = rights.has(PermissionSet.CLEAN_DEFAULT) ? PermissionSet.NOTHING : rights;
    }

    /// Replaces the entry of one device.
    ///
    /// @return false if the table is full; nothing changed then
    public boolean set(long devid, PermissionSet rights) {
        if (own.size() >= most && !own.containsKey(devid)) {
            return false;
        }
        own.put(devid, rights);
        return true;
    }
}
