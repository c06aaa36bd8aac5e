package ismscope.device.guest;

/// A guest's window onto the regions it is attached to (shared memory id 1), as loads and stores.
///
/// Offsets are bytes from the start of the device memory. Every access is checked against the areas
/// mapped at that moment and their rights; what is refused is recorded as a violation by the host.
/// Stores are made known to the host's tap exactly as they were done, in order with doorbells of
/// the same guest.
public interface DeviceMemory {
    /// {@return bytes in the window}
    long size();

    /// Copies bytes out of the window.
    ///
    /// @throws AccessFault if a byte is in no mapped area, or the device may not read it; nothing
    ///   is copied then
    void load(long offset, byte[] target, int from, int length) throws AccessFault;

    /// Copies bytes into the window.
    ///
    /// @throws AccessFault if a byte is in no mapped area, or the device may not write it; nothing
    ///   is stored then
    void store(long offset, byte[] source, int from, int length) throws AccessFault;

    /// {@return a little-endian 64-bit word, loaded with acquire order; `offset` is a multiple of
    /// 8}
    long loadAcquire(long offset) throws AccessFault;

    /// Stores a little-endian 64-bit word with release order; `offset` is a multiple of 8.
    void storeRelease(long offset, long value) throws AccessFault;

    /// The guest touched device memory it has no right to: the guest's equivalent of a bus error.
    final class AccessFault extends Exception {
        private static final long serialVersionUID = 1L;

        /// @param text what was touched, as `name=value`
        public AccessFault(String text) {
            super(text, null, false, false);
        }
    }
}
