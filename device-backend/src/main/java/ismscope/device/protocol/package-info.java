/// Words of the virtio-ism control queue, event queue and configuration space, without state.
///
/// Entry type: the codec, which device, driver and inspector share, so that all three read a
/// command the same way. It is stateless and total: every input gives a value or one typed fault
/// with its offset. Draft: virtio-ism draft v1.
package ismscope.device.protocol;
