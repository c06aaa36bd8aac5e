package ismscope.device.protocol;

/// Where a piece of a region lies in one device's device memory.
///
/// Shape: `le64 offset, le64 size`, 16 bytes. Both are whole numbers of chunks. Draft: virtio-ism
/// draft, ALLOC_REGION reply.
///
/// @param offset bytes from the start of the device memory
/// @param size bytes
public record Area(long offset, long size) {}
