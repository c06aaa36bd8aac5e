/// Words of the virtio-ism control queue, event queue, configuration space and registers, without
/// state.
///
/// Entry type: [ismscope.device.protocol.IsmCodec], which device, driver and inspector share, so
/// that all three read a command the same way. It is stateless and total: every input gives a value
/// or one typed fault with its offset ([ismscope.device.protocol.Decoded]). Where each field lies
/// is public in [ismscope.device.protocol.IsmLayout]. Draft: virtio-ism draft v1.
package ismscope.device.protocol;
