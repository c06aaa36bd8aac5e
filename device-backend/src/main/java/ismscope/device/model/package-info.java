/// The device: registers, status, commands, events, and the host that owns all devices.
///
/// Entry type: [ismscope.device.model.IsmHost], which gives each guest an
/// [ismscope.device.model.IsmDevice]. Semantics only: how a guest's accesses come here is a
/// transport's matter.
///
/// Guarantees:
/// 1. A command is done, and all its effects on others with it, before it is acknowledged; a
///    command that is refused changes nothing.
/// 2. A guest's faults end in an ack, a violation or DEVICE_NEEDS_RESET of its own device; no other
///    guest notices.
/// 3. Whatever happens is handed to the tap in order, with the flow and the region it belongs to;
///    where nobody looks, no record is built.
///
/// Thread: the host's owner thread. Draft: virtio-ism draft v1; Spec: virtio 1.3 2, 3.1, 4.1.4.3.
package ismscope.device.model;
