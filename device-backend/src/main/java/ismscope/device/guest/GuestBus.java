package ismscope.device.guest;

/// All that a guest's driver can touch of its device: registers, doorbells, device memory and
/// interrupts. A transport implements it; the driver never calls the device in any other way.
///
/// Guarantees:
/// 1. Register offsets and widths are those of `struct virtio_pci_common_cfg` (`virtio 1.3
///    4.1.4.3`) and of the virtio-ism configuration space; values are little-endian in the low
///    bits.
/// 2. A register write is done when the call returns. A queue notification is posted: in lockstep
///    (host and guest on one thread) the device has handled it when the call returns, otherwise the
///    device thread handles it later.
/// 3. After [#close] every call but `close` throws [IllegalStateException].
///
/// Thread: one guest thread at a time, unless a method says otherwise.
public interface GuestBus extends AutoCloseable {
    /// {@return the value of a common configuration register}
    ///
    /// @param offset bytes into `virtio_pci_common_cfg`
    /// @param width 1, 2, 4 or 8 bytes
    long readCommon(int offset, int width);

    /// Writes a common configuration register.
    void writeCommon(int offset, int width, long value);

    /// {@return the value of `width` bytes of the device configuration space (32 bytes)}
    long readConfig(int offset, int width);

    /// Tells the device that a queue has new buffers.
    ///
    /// @param queue index of the virtqueue
    void notifyQueue(int queue);

    /// Stores `value` to the notify area: rings the doorbell of a chunk.
    ///
    /// @param offset bytes into the notify area
    /// @param width 1, 2, 4 or 8 bytes
    void ringDoorbell(long offset, int width, long value);

    /// {@return the device's device memory (shared memory id 1)}
    DeviceMemory deviceMemory();

    /// Registers the guest's interrupt handler, called with the vector's number on a thread of the
    /// transport's choosing; it must not block. At most one.
    void onInterrupt(java.util.function.IntConsumer handler);

    /// Unplugs the device: the host sees a disconnect.
    @Override
    void close();
}
