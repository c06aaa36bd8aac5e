package ismscope.device.virtqueue;

/// How a virtqueue lies in memory. Wire code in captures = ordinal.
public enum QueueLayout {
    /// `virtio 1.3 2.7`.
    SPLIT,
    /// `virtio 1.3 2.8`.
    PACKED
}
