package ismscope.device.virtqueue;

/// A checked descriptor chain: some bytes to read, then some bytes to write.
///
/// The driver may have cut either part over descriptors at any byte; here both are one run of
/// bytes. Everything lies in guest memory, so nothing here fails. The guest can change the bytes at
/// any time: read once, then judge the copy. Thread: the host's owner thread.
public sealed interface DescriptorChain permits CheckedChain {
    /// {@return the head's index (split) or the buffer id (packed), 0 to 65535}
    int head();

    /// {@return descriptors in it, those of an indirect table counted, the table's own not}
    int descriptors();

    /// {@return device-readable bytes, as an unsigned 32-bit number in a `long`}
    long readableLength();

    /// {@return device-writable bytes, as an unsigned 32-bit number in a `long`}
    long writableLength();

    /// Copies readable bytes out.
    ///
    /// @param offset into the readable part
    /// @throws IndexOutOfBoundsException if that is more than there is
    void read(long offset, byte[] target, int from, int length);

    /// Copies bytes into the writable part.
    ///
    /// @param offset into the writable part
    /// @throws IndexOutOfBoundsException if that is more than there is
    void write(long offset, byte[] source, int from, int length);
}
