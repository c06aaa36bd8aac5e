package ismscope.device.scenario;

import ismscope.device.guest.DeviceRegisters;
import ismscope.device.guest.GuestVm;
import ismscope.device.memory.GuestMemory;
import ismscope.device.memory.GuestMemoryException;
import ismscope.device.virtqueue.AreaNeeds;
import ismscope.device.virtqueue.PackedLayout;
import ismscope.device.virtqueue.QueueLayout;
import ismscope.device.virtqueue.SplitLayout;

/// A virtqueue whose descriptors and indexes are written by hand, for drivers that do it wrong.
///
/// Descriptor flags are those of [ismscope.device.virtqueue.DescriptorFlag].
final class RawQueue {
    private static final int SPLIT_LENGTH_AT = 8;
    private static final int SPLIT_FLAGS_AT = 12;
    private static final int SPLIT_NEXT_AT = 14;

    private final GuestVm vm;
    private final GuestMemory memory;
    private final int number;
    private final int size;
    private final long descriptorArea;
    private final long driverArea;
    private final long deviceArea;

    /// Finds room for a queue in the VM's RAM; the device does not know of it yet.
    RawQueue(GuestVm vm, int number, int size, QueueLayout layout) {
        AreaNeeds needs = AreaNeeds.of(layout, size);
        this.vm = vm;
        this.memory = vm.ram().memory();
        this.number = number;
        this.size = size;
        this.descriptorArea = room(vm, needs.descriptor());
        this.driverArea = room(vm, needs.driver());
        this.deviceArea = room(vm, needs.device());
    }

    private static long room(GuestVm vm, AreaNeeds.Need need) {
        return vm.ram().allocate(need.bytes(), need.alignment());
    }

    /// Tells the device of the queue and enables it.
    void enable() {
        enableAt(descriptorArea, driverArea, deviceArea);
    }

    /// Tells the device that the queue is somewhere else, and enables it.
    void enableAt(long descriptors, long driver, long device) {
        DeviceRegisters registers = vm.driver().registers();
        registers.selectQueue(number);
        registers.writeQueueSize(size);
        registers.writeQueueAreas(descriptors, driver, device);
        registers.enableQueue();
    }

    long descriptorArea() {
        return descriptorArea;
    }

    long driverArea() {
        return driverArea;
    }

    long deviceArea() {
        return deviceArea;
    }

    /// Writes a descriptor of a split queue.
    void split(int entry, long address, long length, int flags, int next)
            throws GuestMemoryException {
        splitAt(descriptorArea, entry, address, length, flags, next);
    }

    /// Writes a descriptor of a table anywhere in RAM.
    void splitAt(long table, int entry, long address, long length, int flags, int next)
            throws GuestMemoryException {
        long at = table + (long) entry * SplitLayout.DESCRIPTOR_BYTES;
        memory.putU64(at, address);
        memory.putU32(at + SPLIT_LENGTH_AT, length);
        memory.putU16(at + SPLIT_FLAGS_AT, flags);
        memory.putU16(at + SPLIT_NEXT_AT, next);
    }

    /// Writes a descriptor of a packed queue.
    void packed(int entry, long address, long length, int id, int flags)
            throws GuestMemoryException {
        long at = descriptorArea + PackedLayout.descriptor(entry);
        memory.putU64(at, address);
        memory.putU32(at + PackedLayout.LEN, length);
        memory.putU16(at + PackedLayout.ID, id);
        memory.putU16(at + PackedLayout.FLAGS, flags);
    }

    /// Makes a chain of a split queue available, the first one ever, and notifies.
    void offer(int head) throws GuestMemoryException {
        memory.putU16(driverArea + SplitLayout.available(0), head);
        offerUpTo(1);
    }

    /// Writes the available ring's index, and notifies.
    void offerUpTo(int index) throws GuestMemoryException {
        memory.putU16(driverArea + SplitLayout.IDX, index);
        kick();
    }

    /// Writes the driver's event suppression of a packed queue.
    void suppression(int mode) throws GuestMemoryException {
        memory.putU32(driverArea, PackedLayout.event(0, true, mode));
    }

    /// Notifies the device.
    void kick() {
        vm.bus().notifyQueue(number);
    }
}
