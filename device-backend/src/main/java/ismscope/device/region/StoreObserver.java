package ismscope.device.region;

/// Sees what a guest stores, just before other guests can see it: so whatever they do in answer is
/// observed later.
///
/// Called on the storing guest's thread, with the device's window locked: must not use the window.
@FunctionalInterface
public interface StoreObserver {
    /// One store, or the part of one that lies in one area.
    ///
    /// @param offset into the region
    /// @param source the guest's bytes: copy what is kept
    void stores(Region region, long offset, byte[] source, int from, int length);
}
