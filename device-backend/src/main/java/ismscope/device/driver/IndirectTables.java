package ismscope.device.driver;

import ismscope.device.virtqueue.SplitLayout;

/// Guest memory that a driver keeps for indirect tables: one table for each entry of the ring.
///
/// @param address of the first table; best a multiple of 16
/// @param entries descriptors in each table, 0 if there are no tables
public record IndirectTables(long address, int entries) {
    /// No tables: every buffer is put into the ring itself.
    public static final IndirectTables NONE = new IndirectTables(0, 0);

    /// {@return bytes to keep for a queue}
    ///
    /// @param size entries of the ring
    /// @param entries descriptors in each table
    public static long bytes(int size, int entries) {
        return (long) size * entries * SplitLayout.DESCRIPTOR_BYTES;
    }

    /// {@return number of a buffer's first table entry, counted from the first table's}
    int first(int id) {
        return id * entries;
    }

    /// {@return guest address of a buffer's table}
    long addressOf(int id) {
        return address + (long) first(id) * SplitLayout.DESCRIPTOR_BYTES;
    }
}
