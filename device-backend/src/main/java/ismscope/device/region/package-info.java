/// Which chunks belong to which token, and who may do what.
///
/// Entry types: [ismscope.device.region.RegionTable] has the host's regions,
/// [ismscope.device.region.DeviceWindow] is one device's view of those it is attached to.
///
/// Guarantees:
/// 1. A region's bytes are zeros at first, and nobody finds them again when it is freed.
/// 2. The only way of a guest to them is its window, where every access is checked against the
///    mapping and the rights of that moment; but guests of a [ismscope.device.region.MemoryPool]
///    have all of its memory mapped, and what they do there passes no window.
///
/// Thread: the host's owner thread, except loads and stores. Draft: virtio-ism draft, device memory
/// and permissions.
package ismscope.device.region;
