/// Device side of virtqueues, split and packed. Spec: virtio 1.3 2.6 to 2.8.
///
/// Entry: [ismscope.device.virtqueue.VirtqueueConfig#activate]. Every descriptor and index is read
/// once and checked before use; what a driver broke is a
/// [ismscope.device.virtqueue.VirtqueueException] with the rule. Where the fields lie, for both
/// sides: [ismscope.device.virtqueue.SplitLayout], [ismscope.device.virtqueue.PackedLayout],
/// [ismscope.device.virtqueue.AreaNeeds].
///
/// Choices where virtio leaves room: a descriptor of length 0 is legal and its address not looked
/// at; a chain without any byte is refused; a chain has at most as many descriptors as the queue
/// has entries, those of an indirect table counted; used buffers are written one by one, never as
/// an in-order batch.
package ismscope.device.virtqueue;
