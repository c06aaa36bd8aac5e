package ismscope.device.virtqueue;

/// How much memory a queue of some size needs for each of its three areas.
///
/// @param descriptor split: descriptor table; packed: descriptor ring
/// @param driver split: available ring; packed: driver event suppression
/// @param device split: used ring; packed: device event suppression
public record AreaNeeds(Need descriptor, Need driver, Need device) {
    /// One area.
    ///
    /// @param bytes at least 1
    /// @param alignment its guest address is a multiple of this power of two
    public record Need(long bytes, int alignment) {}

    /// {@return the needs of a queue}
    ///
    /// @param size entries
    /// @throws IllegalArgumentException if no such queue can have that size
    public static AreaNeeds of(QueueLayout layout, int size) {
        if (!isSize(layout, size)) {
            throw new IllegalArgumentException("layout=%s size=%d".formatted(layout, size));
        }
        return switch (layout) {
            case SPLIT ->
                    new AreaNeeds(
                            new Need(
                                    SplitLayout.descriptorBytes(size),
                                    SplitLayout.DESCRIPTOR_ALIGNMENT),
                            new Need(SplitLayout.driverBytes(size), SplitLayout.DRIVER_ALIGNMENT),
                            new Need(SplitLayout.deviceBytes(size), SplitLayout.DEVICE_ALIGNMENT));
            case PACKED -> {
                Need event = new Need(PackedLayout.EVENT_BYTES, PackedLayout.EVENT_ALIGNMENT);
                Need ring =
                        new Need(
                                PackedLayout.descriptorBytes(size),
                                PackedLayout.DESCRIPTOR_ALIGNMENT);
                yield new AreaNeeds(ring, event, event);
            }
        };
    }

    /// {@return whether a queue of that layout can have that many entries}
    public static boolean isSize(QueueLayout layout, int size) {
        return switch (layout) {
            case SPLIT -> SplitLayout.isSize(size);
            case PACKED -> PackedLayout.isSize(size);
        };
    }
}
