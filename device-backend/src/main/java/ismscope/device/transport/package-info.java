/// How a guest reaches its device.
///
/// Entry types: [ismscope.device.transport.Lockstep], where guests and host share one thread, and
/// [ismscope.device.transport.HostThread], where the host has its own. Both give guests a
/// [ismscope.device.guest.GuestBus].
package ismscope.device.transport;
