package ismscope.inspector.backend;

import ismscope.device.model.HostOptions;
import java.nio.file.Path;
import java.util.Optional;

/// What a backend is made of.
///
/// @param host what it offers to guests, and how far it goes
/// @param recording where all of its capture is kept; empty: nowhere
public record BackendOptions(HostOptions host, Optional<Path> recording) {
    /// {@return a host that keeps no capture}
    public static BackendOptions of(HostOptions host) {
        return new BackendOptions(host, Optional.empty());
    }

    /// {@return the same with its capture in this file}
    public BackendOptions into(Path file) {
        return new BackendOptions(host, Optional.of(file));
    }
}
