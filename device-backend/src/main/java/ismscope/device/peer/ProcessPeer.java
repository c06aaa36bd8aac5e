package ismscope.device.peer;

import ismscope.device.guest.DeviceMemory;
import ismscope.device.guest.DriverOptions;
import ismscope.device.guest.GuestRam;
import ismscope.device.guest.GuestVm;
import ismscope.device.guest.IsmDriver;
import java.io.IOException;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;

/// This process as a guest of a host in another one: a machine of its own with a driver that is up.
///
/// Thread: one guest thread at a time.
public final class ProcessPeer implements AutoCloseable {
    private final PeerThread thread;
    private final PeerBus bus;
    private final GuestVm vm;

    private ProcessPeer(PeerThread thread, PeerBus bus, GuestVm vm) {
        this.thread = thread;
        this.bus = bus;
        this.vm = vm;
    }

    /// Connects to a host and starts the driver.
    ///
    /// @param path of the socket that the host listens on
    /// @throws IOException with a sentence for people: nobody listens there, or no host for peers
    /// @throws ismscope.device.guest.DeviceFailed if driver and device do not get together
    public static ProcessPeer boot(Path path, DriverOptions options) throws IOException {
        PeerThread thread = PeerThread.start();
        boolean up = false;
        try {
            ProcessPeer peer = boot(thread, path, options);
            up = true;
            return peer;
        } finally {
            if (!up) {
                thread.close();
            }
        }
    }

    private static ProcessPeer boot(PeerThread thread, Path path, DriverOptions options)
            throws IOException {
        GuestRam ram = GuestRam.passable("peer", GuestRam.USUAL_SIZE);
        GuestVm vm =
                GuestVm.<IOException>powerOn(
                        "peer",
                        ram,
                        options,
                        (_, memory, vectors) -> PeerBus.connect(thread, path, memory, vectors));
        boolean up = false;
        try {
            vm.driver().start();
            up = true;
            return new ProcessPeer(thread, (PeerBus) vm.bus(), vm);
        } finally {
            if (!up) {
                vm.crash();
            }
        }
    }

    /// {@return its driver}
    public IsmDriver driver() {
        return vm.driver();
    }

    /// {@return its device memory}
    public DeviceMemory memory() {
        return bus.deviceMemory();
    }

    /// Lets no load behind it be done before a store in front of it, as two guests need that tell
    /// each other through memory whether they sleep. Any thread.
    public static void fence() {
        VarHandle.fullFence();
    }

    /// {@return whether the host has ended the connection; any thread}
    public boolean isHostGone() {
        return bus.isHostGone();
    }

    /// Resets the device, if the host is still there, and disconnects.
    @Override
    public void close() {
        if (isHostGone()) {
            vm.crash();
        } else {
            vm.close();
        }
        thread.close();
    }
}
