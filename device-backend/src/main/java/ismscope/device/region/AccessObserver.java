package ismscope.device.region;

/// Sees single loads and stores of a guest, with their values, in the order in which they are done.
///
/// Called with the device's window locked: must not use the window.
@FunctionalInterface
public interface AccessObserver {
    /// One access, or the part of one that lies in one area.
    ///
    /// @param offset into the region
    /// @param width bytes, 1 to 8
    /// @param store whether it is a store
    /// @param value little-endian, zero-extended
    void accesses(Region region, long offset, int width, boolean store, long value);
}
