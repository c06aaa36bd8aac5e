package ismscope.device.virtqueue;

import ismscope.device.memory.GuestMemory;
import org.jspecify.annotations.Nullable;

/// Device side of one running virtqueue, whatever its layout.
///
/// Guarantees:
/// 1. A chain is checked whole when it is taken; what was taken cannot fail later.
/// 2. Loads and stores of ring indexes and flags are ordered as `virtio 1.3 2.7.13` and `2.8.21`
///    ask.
/// 3. After a [VirtqueueException] the queue is broken: every later call throws the same again.
///
/// Thread: the host's owner thread.
public sealed interface Virtqueue permits SplitVirtqueue, PackedVirtqueue {
    /// {@return the set-up it runs with}
    VirtqueueConfig config();

    /// Takes the next chain that the driver made available.
    ///
    /// @return the chain, null if there is none
    /// @throws VirtqueueException if the driver broke a rule
    @Nullable DescriptorChain take() throws VirtqueueException;

    /// Gives a chain back.
    ///
    /// @param chain taken from this queue and not given back yet
    /// @param usedLength bytes that the device wrote
    void give(DescriptorChain chain, int usedLength) throws VirtqueueException;

    /// {@return whether the driver wants an interrupt for what was given back since the last call
    /// of this method (`virtio 1.3 2.7.7`, `2.8.10`)}
    boolean interruptWanted() throws VirtqueueException;

    /// Says whether the driver shall notify of new chains. A hint: chains may come without.
    ///
    /// @return whether chains are waiting already, so that none is slept over
    boolean wantNotifications(boolean wanted) throws VirtqueueException;

    /// {@return chains that the driver has made available and the device has not taken: the fill of
    /// the ring, 0 to its size; packed queues count up to the size by looking at descriptors}
    int waiting() throws VirtqueueException;

    /// {@return what [#waiting] gives, for who only watches: it finds nothing wrong with the ring
    /// and costs no more than what came since the last look}
    int glimpse();

    /// {@return where the queue goes on, as vhost-user says it: split = the next available index;
    /// packed = the next descriptor in bits 0-14 and its wrap counter in bit 15, the next used one
    /// in bits 16-30 and its wrap counter in bit 31}
    int position();

    /// Goes on in the guest's changed memory: the rings are looked up again, their state is kept.
    /// Chains taken before stay in the memory they were taken from.
    ///
    /// @throws VirtqueueException if a ring is not wholly in it; the queue is as before
    void moveTo(GuestMemory memory) throws VirtqueueException;
}
