/// Built-in virtual machines with a virtio-ism driver.
///
/// Entry types: [ismscope.device.guest.GuestVm] is a machine with RAM of its own, its
/// [ismscope.device.guest.IsmDriver] is what a user in the machine calls, and
/// [ismscope.device.guest.GuestBus] is the one way out of the machine.
///
/// Guarantees:
/// 1. A driver works as a driver in a real machine must: registers, rings in its RAM, doorbells and
///    device memory. It never calls the device in another way, so what is seen of it is what would
///    be seen of any guest.
/// 2. It runs in lockstep with the device (both on one thread) or beside it; where an answer is not
///    there at once it sleeps until an interrupt.
///
/// Thread: one guest thread at a time per machine. Errors: refusals are
/// [ismscope.device.guest.CommandRefused], a device that cannot be worked with is
/// [ismscope.device.guest.DeviceFailed], access without a right is
/// [ismscope.device.guest.DeviceMemory.AccessFault].
package ismscope.device.guest;
