package ismscope.device.model;

import ismscope.device.memory.GuestMemory;
import ismscope.device.notify.InterruptSink;

/// A guest that gets a device.
///
/// @param name of the VM, shown everywhere
/// @param memory the guest's RAM, where its virtqueues lie
/// @param interrupts takes interrupts to the guest
/// @param vectors interrupt vectors that the transport has, 0 to 2048; the driver may use `0 ..
///   vectors - 1`
/// @param terms what the transport needs besides
public record DeviceSetup(
        String name,
        GuestMemory memory,
        InterruptSink interrupts,
        int vectors,
        TransportTerms terms) {
    /// What MSI-X has at most.
    public static final int MOST_VECTORS = 2048;

    /// @throws IllegalArgumentException if there are more vectors than a transport can have
    public DeviceSetup {
        if (vectors < 0 || vectors > MOST_VECTORS) {
            throw new IllegalArgumentException("out of range: vectors=" + vectors);
        }
    }

    /// A guest whose transport carries everything.
    public DeviceSetup(String name, GuestMemory memory, InterruptSink interrupts, int vectors) {
        this(name, memory, interrupts, vectors, TransportTerms.NONE);
    }
}
