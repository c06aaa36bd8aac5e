/// The guest's side of virtqueues, split and packed. Spec: virtio 1.3 2.7, 2.8.
///
/// Entry: [ismscope.device.driver.DriverVirtqueue#of]. Works on guest memory only; how much memory
/// a queue needs is told by [ismscope.device.virtqueue.AreaNeeds] and
/// [ismscope.device.driver.IndirectTables].
package ismscope.device.driver;
