package ismscope.device.protocol;

/// The device configuration space: 32 bytes, read-only for the driver.
///
/// Layout: [IsmLayout], "config". Draft: virtio-ism draft, device configuration layout.
///
/// @param gid the host: devices can share memory only if their gids are equal
/// @param devid the device, unique on the host
/// @param chunkSize bytes per chunk: a power of two, at least a page
/// @param notifySize bytes of notify area per chunk, at least 1
public record IsmConfig(long gid, long devid, long chunkSize, long notifySize) {}
