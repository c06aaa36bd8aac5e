/// vhost-user: guests outside this process, served by the host's own thread.
///
/// Entry types: [ismscope.device.vhost.VhostCodec] turns bytes of both channels into messages and
/// back.
///
/// Guarantees:
/// 1. A front-end that breaks a rule loses its own connection and nothing else: no descriptor and
///    no mapping of it stays.
/// 2. Nothing here waits for a front-end.
///
/// Spec: the vhost-user protocol as QEMU 11 speaks it. Thread: the host's owner thread; the codec
/// any.
package ismscope.device.vhost;
