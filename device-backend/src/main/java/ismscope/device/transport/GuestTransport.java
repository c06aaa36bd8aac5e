package ismscope.device.transport;

import ismscope.device.guest.GuestBus;
import ismscope.device.memory.GuestMemory;
import ismscope.device.model.HostFullException;

/// Gives guests their devices on a host, and is the host's owner thread or has it.
public interface GuestTransport extends AutoCloseable {
    /// Plugs in a device for a guest.
    ///
    /// @param name of the VM, shown everywhere
    /// @param memory the guest's RAM; it stays mapped until the bus is closed
    /// @param vectors interrupt vectors that the guest has
    /// @return all that the guest's driver can touch; closing it unplugs the device
    /// @throws HostFullException if the host takes no further device
    GuestBus plug(String name, GuestMemory memory, int vectors) throws HostFullException;

    /// Unplugs all devices and closes the host. Does nothing the second time.
    @Override
    void close();
}
