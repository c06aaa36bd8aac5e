package ismscope.inspector.backend;

import ismscope.device.transport.Endpoint;
import ismscope.device.vfio.VfioAddress;
import ismscope.device.vfio.VfioEndpoint;
import ismscope.device.vfio.VfioPeers;
import ismscope.device.vhost.VhostUserServer;
import java.nio.file.Path;
import java.util.function.Consumer;

/// A socket where guests come in, and what they get there.
///
/// @param way how their device memory works
/// @param path of the socket
/// @param name of the guest, shown everywhere
/// @param pool the trust group of [Way#POOL], else empty
public record GuestSocket(Way way, Path path, String name, String pool) {
    /// How a guest reaches its device.
    public enum Way {
        /// vfio-user; every load and store is seen.
        TRAPPED,
        /// vfio-user; the VMs of a pool share a memory at full speed, not isolated.
        POOL,
        /// vhost-user; memory at full speed.
        VHOST_USER
    }

    /// @throws IllegalArgumentException if a pool has no name
    public GuestSocket {
        if (way == Way.POOL && pool.isBlank()) {
            throw new IllegalArgumentException("a pool needs a name");
        }
    }

    /// {@return one over vfio-user}
    ///
    /// @param pool empty for VMs whose every access is seen
    public static GuestSocket vfioUser(Path path, String name, String pool) {
        return new GuestSocket(pool.isEmpty() ? Way.TRAPPED : Way.POOL, path, name, pool);
    }

    /// {@return one over vhost-user}
    public static GuestSocket vhostUser(Path path, String name) {
        return new GuestSocket(Way.VHOST_USER, path, name, "");
    }

    /// {@return what listens there, not opened yet}
    ///
    /// @param peers of the same host
    /// @param log takes sentences for people, on the host's thread: it must not wait
    public Endpoint endpoint(VfioPeers peers, Consumer<String> log) {
        return switch (way) {
            case TRAPPED, POOL ->
                    new VfioEndpoint(VfioAddress.of(path, name).inPool(pool), peers, log);
            case VHOST_USER -> new VhostUserServer(path, name, log);
        };
    }
}
