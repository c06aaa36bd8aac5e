package ismscope.device.vfio;

import ismscope.device.model.DeviceSetup;
import java.nio.file.Path;

/// Where VMMs connect, and what they get there.
///
/// @param path of the socket
/// @param name of the VM, shown everywhere; a second VM at the same path is called `name.2`
/// @param vectors MSI-X vectors of a device, 1 to 2048
/// @param pool the trust group whose memory its VMs map at full speed, empty for VMs that are
///   isolated and whose every access is seen
public record VfioAddress(Path path, String name, int vectors, String pool) {
    /// Configuration, two queues, and 61 for regions.
    public static final int USUAL_VECTORS = 64;

    /// @throws IllegalArgumentException if the name is empty or there are too few or many vectors
    public VfioAddress {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a VM needs a name");
        }
        if (vectors < 1 || vectors > DeviceSetup.MOST_VECTORS) {
            throw new IllegalArgumentException("out of range: vectors=" + vectors);
        }
    }

    /// {@return a VM with the usual number of vectors}
    public static VfioAddress of(Path path, String name) {
        return new VfioAddress(path, name, USUAL_VECTORS, "");
    }

    /// {@return the same for VMs of a trust group}
    public VfioAddress inPool(String newPool) {
        return new VfioAddress(path, name, vectors, newPool);
    }
}
