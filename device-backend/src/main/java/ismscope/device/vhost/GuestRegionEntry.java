package ismscope.device.vhost;

/// A run of guest memory as a front-end describes it.
///
/// @param guestAddress of its first byte, as descriptors name it
/// @param size bytes
/// @param userAddress of its first byte, as ring addresses name it
/// @param fileOffset of its first byte in the descriptor that comes with it
public record GuestRegionEntry(long guestAddress, long size, long userAddress, long fileOffset) {}
