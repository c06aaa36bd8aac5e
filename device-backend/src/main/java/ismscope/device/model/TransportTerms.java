package ismscope.device.model;

import ismscope.device.region.MemoryPool;
import org.jspecify.annotations.Nullable;

/// What a transport needs of a device besides what every guest has.
///
/// @param withheld features that it cannot carry ([ismscope.device.protocol.FeatureBit])
/// @param mapper maps regions into the guest before a command is answered, null where the guest
///   reaches them through [IsmDevice#window]
/// @param catchUp brings the host up to date with what the guest did before the command that is
///   about to be done
/// @param pool whose memory the guest maps and whose regions alone it can have, null for a guest
///   that is isolated
public record TransportTerms(
        long withheld, @Nullable RegionMapper mapper, Runnable catchUp, @Nullable MemoryPool pool) {
    /// All features, nothing to be mapped, no pool.
    public static final TransportTerms NONE = new TransportTerms(0, null, () -> {});

    /// The terms of a guest that is isolated.
    public TransportTerms(long withheld, @Nullable RegionMapper mapper, Runnable catchUp) {
        this(withheld, mapper, catchUp, null);
    }

    /// {@return the same for a guest of a pool, or of none}
    public TransportTerms inPool(@Nullable MemoryPool newPool) {
        return new TransportTerms(withheld, mapper, catchUp, newPool);
    }
}
