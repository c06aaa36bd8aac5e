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
/// @param memoryGone told when guest memory was found gone under its mapping, so that the guest
///   cannot go on: in the middle of something, so whatever it ends, it ends later
/// @param pool whose memory the guest maps and whose regions alone it can have, null for a guest
///   that is isolated
public record TransportTerms(
        long withheld,
        @Nullable RegionMapper mapper,
        Runnable catchUp,
        Runnable memoryGone,
        @Nullable MemoryPool pool) {
    /// All features, nothing to be mapped, no pool.
    public static final TransportTerms NONE = new TransportTerms(0, null, () -> {});

    /// The terms of a guest that is isolated.
    public TransportTerms(long withheld, @Nullable RegionMapper mapper, Runnable catchUp) {
        this(withheld, mapper, catchUp, () -> {}, null);
    }

    /// {@return the same for a guest of a pool, or of none}
    public TransportTerms inPool(@Nullable MemoryPool newPool) {
        return new TransportTerms(withheld, mapper, catchUp, memoryGone, newPool);
    }

    /// {@return the same for a guest whose memory can be taken away}
    public TransportTerms ending(Runnable newMemoryGone) {
        return new TransportTerms(withheld, mapper, catchUp, newMemoryGone, pool);
    }
}
