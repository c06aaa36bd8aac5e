package ismscope.device.model;

import org.jspecify.annotations.Nullable;

/// What a transport needs of a device besides what every guest has.
///
/// @param withheld features that it cannot carry ([ismscope.device.protocol.FeatureBit])
/// @param mapper maps regions into the guest before a command is answered, null where the guest
///   reaches them through [IsmDevice#window]
/// @param catchUp brings the host up to date with what the guest did before the command that is
///   about to be done
public record TransportTerms(long withheld, @Nullable RegionMapper mapper, Runnable catchUp) {
    /// All features, nothing to be mapped.
    public static final TransportTerms NONE = new TransportTerms(0, null, () -> {});
}
