package ismscope.inspector.lint;

import ismscope.device.tap.TapRecord;
import org.jspecify.annotations.Nullable;

/// How a device's notify area and device memory go together. Draft: virtio-ism draft, notify area.
///
/// @param size bytes of device memory in a chunk
/// @param notifySize bytes of notify area for a chunk
/// @param window bytes of device memory
record Chunks(long size, long notifySize, long window) {
    /// {@return those of a device, null if it was not introduced or makes no sense}
    static @Nullable Chunks of(DeviceFacts device) {
        TapRecord.DeviceAdded added = device.added();
        return added == null || added.chunkSize() <= 0 || added.notifySize() <= 0
                ? null
                : new Chunks(added.chunkSize(), added.notifySize(), added.windowSize());
    }

    /// {@return the chunk that an offset in the notify area rings}
    long at(long notifyOffset) {
        return Long.divideUnsigned(notifyOffset, notifySize);
    }

    /// {@return the first byte of device memory of the chunk that an offset in the notify area
    /// rings, all ones if it lies beyond}
    long memoryAt(long notifyOffset) {
        long chunk = at(notifyOffset);
        return Long.compareUnsigned(chunk, Long.divideUnsigned(window, size)) < 0
                ? chunk * size
                : -1;
    }
}
