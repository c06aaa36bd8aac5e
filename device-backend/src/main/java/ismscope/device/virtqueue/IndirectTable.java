package ismscope.device.virtqueue;

import ismscope.device.memory.GuestMemory;
import ismscope.device.tap.ViolationRule;

/// What split and packed ask of a descriptor that refers to an indirect table. Spec: virtio 1.3
/// 2.7.5.3, 2.8.7.
final class IndirectTable {
    private IndirectTable() {}

    /// @param low the descriptor's first 8 bytes: where the table is
    /// @param high its last 8 bytes
    /// @throws VirtqueueException if the table has no whole number of entries, or is not wholly in
    ///   memory
    static void check(GuestMemory memory, Breakage breakage, long low, long high)
            throws VirtqueueException {
        long length = high & 0xFFFF_FFFFL;
        if (length == 0 || length % SplitLayout.DESCRIPTOR_BYTES != 0) {
            throw breakage.of(ViolationRule.INDIRECT_LENGTH, "length=" + length, low, high);
        }
        if (!memory.covers(low, length)) {
            throw breakage.of(
                    ViolationRule.INDIRECT_ADDRESS,
                    "address=0x%x length=%d".formatted(low, length),
                    low,
                    high);
        }
    }
}
