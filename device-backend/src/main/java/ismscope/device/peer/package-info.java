/// Guests in other processes: the front-end's side of vhost-user.
///
/// Entry type: [ismscope.device.peer.PeerBus], a [ismscope.device.guest.GuestBus] over a socket, so
/// that [ismscope.device.guest.GuestVm] and its driver run unchanged.
///
/// Guarantees:
/// 1. What the host asks to be mapped is checked as a VMM does: shared memory id, range, overlap,
///    and the size of the file.
/// 2. Loads and stores go straight to the mapped memory; what is mapped read-only cannot be stored
///    to, and what is unmapped is a fault of the guest, never of the process.
///
/// Thread: one guest thread at a time for each bus; maps and interrupts come on a
/// [ismscope.device.peer.PeerThread].
package ismscope.device.peer;
