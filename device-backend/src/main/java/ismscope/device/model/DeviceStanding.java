package ismscope.device.model;

import java.util.ArrayList;
import java.util.List;

/// How one device stands at a moment, for people who ask.
///
/// @param ordinal number on the host, which is its devid, too
/// @param status device status register
/// @param offered feature bits of the device
/// @param accepted feature bits of the driver
/// @param selectedQueue `queue_select` register
/// @param regions tokens it is attached to, oldest first
public record DeviceStanding(
        int ordinal,
        String name,
        int status,
        long offered,
        long accepted,
        int vectors,
        int selectedQueue,
        List<Queue> queues,
        List<Long> regions) {
    /// A queue that is not running, or broken, has no number of waiting chains.
    public static final int NOT_RUNNING = -1;

    /// Copies the lists in.
    public DeviceStanding {
        queues = List.copyOf(queues);
        regions = List.copyOf(regions);
    }

    /// One virtqueue.
    ///
    /// @param waiting chains that the device has not taken, [#NOT_RUNNING] if none can be
    /// @param mostEntries entries that it can have
    public record Queue(
            int index,
            int size,
            int mostEntries,
            boolean enabled,
            boolean packed,
            int vector,
            long descriptorArea,
            long driverArea,
            long deviceArea,
            int waiting) {}

    static DeviceStanding of(IsmDevice device, int mostEntries) {
        CommonConfig common = device.common();
        List<Queue> queues = new ArrayList<>();
        for (int i = 0; i < common.queues().count(); i++) {
            QueueRegisters registers = common.queues().queue(i);
            var set = registers.record(common.features().accepted());
            queues.add(
                    new Queue(
                            i,
                            set.size(),
                            mostEntries,
                            set.enabled(),
                            set.packed(),
                            registers.vector(),
                            set.descriptorArea(),
                            set.driverArea(),
                            set.deviceArea(),
                            device.waiting(i)));
        }
        return new DeviceStanding(
                device.ordinal(),
                device.name(),
                common.status(),
                common.features().offered(),
                common.features().accepted(),
                device.vectors(),
                common.queues().selected(),
                queues,
                List.copyOf(device.attachments().keySet()));
    }
}
