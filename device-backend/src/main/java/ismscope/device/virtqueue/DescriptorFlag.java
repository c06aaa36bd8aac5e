package ismscope.device.virtqueue;

/// Bits in the flags field of a descriptor. Spec: virtio 1.3 2.7.5, 2.8.1 to 2.8.7.
public final class DescriptorFlag {
    /// The chain goes on: split, in descriptor `next`; packed, in the one behind.
    public static final int NEXT = 1;

    /// The device writes; without it, the device reads.
    public static final int WRITE = 1 << 1;

    /// The bytes are a table of descriptors.
    public static final int INDIRECT = 1 << 2;

    /// Packed: equals the driver's wrap counter when the descriptor is made available.
    public static final int AVAIL = 1 << 7;

    /// Packed: equals the device's wrap counter when the descriptor is used.
    public static final int USED = 1 << 15;

    private DescriptorFlag() {}
}
