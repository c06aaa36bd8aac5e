package ismscope.device.model;

/// How much guests can make a host hold. What goes beyond is refused, and the capture says by which
/// limit.
///
/// @param devices devices at one time
/// @param regions regions at one time
/// @param devicesPerRegion devices attached to one region; also bounds its grants for single
///   devices
/// @param memoryBytes bytes of all regions together
/// @param pendingEvents events that wait for eventq buffers, per device
/// @param queueSize entries of a virtqueue at most: a power of two up to 32768
/// @param commandBytes device-readable bytes of a control chain; a longer one is refused unread
public record HostLimits(
        int devices,
        int regions,
        int devicesPerRegion,
        long memoryBytes,
        int pendingEvents,
        int queueSize,
        int commandBytes) {
    /// The project's stated limits: 4,096 devices, 65,536 regions, 4,096 devices on one region.
    public static final HostLimits USUAL =
            new HostLimits(4096, 65536, 4096, 64L << 30, 256, 1024, 4096);

    private static final int LARGEST_QUEUE = 32768;

    /// @throws IllegalArgumentException if a limit is not positive or the queue size no power of
    ///   two
    public HostLimits {
        boolean positive =
                devices > 0
                        && regions > 0
                        && devicesPerRegion > 0
                        && memoryBytes > 0
                        && pendingEvents > 0
                        && commandBytes > 0;
        if (!positive) {
            throw new IllegalArgumentException("every limit is at least 1");
        }
        if (Integer.bitCount(queueSize) != 1 || queueSize > LARGEST_QUEUE) {
            throw new IllegalArgumentException("out of range: queueSize=" + queueSize);
        }
    }

    /// {@return the same with other limits on devices and regions}
    public HostLimits withCounts(int newDevices, int newRegions, int newDevicesPerRegion) {
        return new HostLimits(
                newDevices,
                newRegions,
                newDevicesPerRegion,
                memoryBytes,
                pendingEvents,
                queueSize,
                commandBytes);
    }

    /// {@return the same with another limit on the memory of all regions}
    public HostLimits withMemoryBytes(long bytes) {
        return new HostLimits(
                devices, regions, devicesPerRegion, bytes, pendingEvents, queueSize, commandBytes);
    }

    /// {@return the same with another bound on events that wait}
    public HostLimits withPendingEvents(int events) {
        return new HostLimits(
                devices, regions, devicesPerRegion, memoryBytes, events, queueSize, commandBytes);
    }

    /// {@return the same with another largest queue}
    public HostLimits withQueueSize(int entries) {
        return new HostLimits(
                devices,
                regions,
                devicesPerRegion,
                memoryBytes,
                pendingEvents,
                entries,
                commandBytes);
    }
}
