package ismscope.device.virtqueue;

import ismscope.device.memory.GuestMemory;

/// A virtqueue as the driver set it up, not checked yet.
///
/// The three areas are guest addresses: split = descriptor table, available ring, used ring; packed
/// = descriptor ring, driver event suppression, device event suppression. Spec: virtio 1.3 2.6.
///
/// @param index number of the queue on its device
/// @param size entries; split: a power of two, at most 32768; packed: 1 to 32768
/// @param eventIndex whether VIRTIO_F_EVENT_IDX was negotiated
/// @param indirect whether VIRTIO_F_INDIRECT_DESC was negotiated
/// @param inOrder whether VIRTIO_F_IN_ORDER was negotiated
public record VirtqueueConfig(
        int index,
        int size,
        QueueLayout layout,
        long descriptorArea,
        long driverArea,
        long deviceArea,
        boolean eventIndex,
        boolean indirect,
        boolean inOrder) {
    /// Starts the queue: its state is that of a queue never used.
    ///
    /// @param memory that the guest addresses are in
    /// @throws VirtqueueException [ismscope.device.tap.ViolationRule#QUEUE_SIZE],
    ///   [ismscope.device.tap.ViolationRule#RING_ALIGNMENT] or
    ///   [ismscope.device.tap.ViolationRule#RING_ADDRESS] if it cannot run
    public Virtqueue activate(GuestMemory memory) throws VirtqueueException {
        return activateAt(memory, beginning());
    }

    /// Starts the queue where it, or another device's before it, has stopped: chains that were
    /// taken before are not taken again.
    ///
    /// @param position as [Virtqueue#position] says it; the driver's rings must be as far
    /// @throws VirtqueueException as of [#activate]; [ismscope.device.tap.ViolationRule#QUEUE_SIZE]
    ///   also for a position that no ring of this size has
    public Virtqueue activateAt(GuestMemory memory, int position) throws VirtqueueException {
        return switch (layout) {
            case SPLIT -> new SplitVirtqueue(this, memory, position);
            case PACKED -> new PackedVirtqueue(this, memory, position);
        };
    }

    /// {@return the position of a queue never used}
    public int beginning() {
        return layout == QueueLayout.SPLIT ? 0 : PackedVirtqueue.BEGINNING;
    }
}
