/// The device as a PCI function for QEMU and other VMMs, over the vfio-user protocol.
///
/// Entry type: [ismscope.device.vfio.VfioEndpoint] listens at a path; each VMM that connects has a
/// device of its own.
///
/// Guarantees:
/// 1. Bytes of a peer are decoded in [ismscope.device.vfio.RequestDecoder] and
///    [ismscope.device.vfio.ReplyCodec] alone, which are stateless and total.
/// 2. What a peer does wrong is answered with an error or ends its connection, is recorded, and
///    leaves no descriptor and no mapping; no other peer notices.
/// 3. A request is answered before the next is looked at, in one piece, and never later: there is
///    no reply that a VMM has stopped waiting for.
///
/// Thread: the host's owner thread, except where a codec says otherwise. Spec: vfio-user protocol
/// 0.0 as QEMU 10.1 and later speaks it; virtio 1.3 4.1 (PCI transport). What of it is here:
/// docs/vfio-user.md.
package ismscope.device.vfio;
