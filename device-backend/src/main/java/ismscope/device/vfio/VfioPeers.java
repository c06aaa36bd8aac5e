package ismscope.device.vfio;

import ismscope.device.model.IsmDevice;
import ismscope.device.region.Attachment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The VMMs of one host, whatever paths they came by, so that one can be waited for by another.
///
/// Stores of a VM are posted: the VM goes on while they lie in its socket. If it then tells another
/// VM of them, by whatever way, that one must find them. So before a load is done, what others have
/// posted to the same region is. Thread: the host's owner thread.
public final class VfioPeers {
    private final Map<Long, VfioConnection> byDevid = new HashMap<>();

    /// Nobody yet.
    public VfioPeers() {}

    void add(IsmDevice device, VfioConnection connection) {
        byDevid.put(device.devid(), connection);
    }

    void remove(IsmDevice device) {
        byDevid.remove(device.devid());
    }

    /// Does what other VMs have posted that can concern a load.
    ///
    /// @param chunk of the loader's device memory
    void catchUpOthers(IsmDevice loader, long chunk) {
        if (byDevid.size() < 2) {
            return;
        }
        Attachment seen = loader.window().at(chunk);
        if (seen == null || seen.region().attachments().size() < 2) {
            return;
        }
        for (Attachment other : List.copyOf(seen.region().attachments())) {
            VfioConnection connection = byDevid.get(other.devid());
            if (connection != null && other != seen) {
                connection.catchUp();
            }
        }
    }
}
