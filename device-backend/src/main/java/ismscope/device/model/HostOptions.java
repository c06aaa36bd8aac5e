package ismscope.device.model;

import ismscope.device.protocol.FeatureBit;
import ismscope.device.region.MemoryGeometry;
import java.security.SecureRandom;

/// What a host offers and how far it goes.
///
/// @param gid the host's id, equal on all its devices; other hosts have another
/// @param features bits offered to every driver ([FeatureBit]); EVENT_IRQ is offered only to
///   devices that have vectors
public record HostOptions(
        long gid,
        MemoryGeometry geometry,
        long features,
        HostLimits limits,
        ContentOptions content) {
    /// Every feature that this device implements.
    public static final long ALL_FEATURES = FeatureBit.mask(FeatureBit.values());

    /// @throws IllegalArgumentException if a feature is not implemented, or VERSION_1 is missing
    public HostOptions {
        if ((features & ~ALL_FEATURES) != 0 || !FeatureBit.VERSION_1.isIn(features)) {
            throw new IllegalArgumentException(
                    "cannot offer features=" + FeatureBit.describe(features));
        }
    }

    /// {@return everything offered, usual limits, and a gid that no other host has}
    public static HostOptions usual() {
        return new HostOptions(
                new SecureRandom().nextLong(),
                MemoryGeometry.USUAL,
                ALL_FEATURES,
                HostLimits.USUAL,
                ContentOptions.USUAL);
    }

    /// {@return the same with another gid}
    public HostOptions withGid(long newGid) {
        return new HostOptions(newGid, geometry, features, limits, content);
    }

    /// {@return the same with another geometry}
    public HostOptions withGeometry(MemoryGeometry newGeometry) {
        return new HostOptions(gid, newGeometry, features, limits, content);
    }

    /// {@return the same without some features}
    public HostOptions without(FeatureBit... bits) {
        return new HostOptions(gid, geometry, features & ~FeatureBit.mask(bits), limits, content);
    }

    /// {@return the same with other limits}
    public HostOptions withLimits(HostLimits newLimits) {
        return new HostOptions(gid, geometry, features, newLimits, content);
    }

    /// {@return the same with another share of content for the tap}
    public HostOptions withContent(ContentOptions newContent) {
        return new HostOptions(gid, geometry, features, limits, newContent);
    }
}
