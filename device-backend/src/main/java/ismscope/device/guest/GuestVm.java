package ismscope.device.guest;

import ismscope.device.memory.GuestMemory;
import java.io.IOException;

/// A built-in virtual machine: RAM of its own, and a virtio-ism driver in it.
///
/// RAM is a memfd of its own, given to the host as guest memory; rings, commands and replies lie in
/// it. The only way to the device is a [GuestBus]. Thread: one guest thread at a time.
public final class GuestVm implements AutoCloseable {
    /// Interrupt vectors of a machine: configuration, two queues, and some for regions.
    public static final int VECTORS = 16;

    private final String name;
    private final GuestRam ram;
    private final GuestBus bus;
    private final IsmDriver driver;
    private boolean on = true;

    private GuestVm(String name, GuestRam ram, GuestBus bus, DriverOptions options) {
        this.name = name;
        this.ram = ram;
        this.bus = bus;
        this.driver = new IsmDriver(bus, ram, options);
    }

    /// Where a machine's device is plugged in: the host's side of booting.
    ///
    /// @param <E> how it says that it takes no more
    @FunctionalInterface
    public interface Slot<E extends Exception> {
        /// Makes a device for a machine.
        ///
        /// @param name the machine's
        /// @param ram what the device may reach
        /// @param vectors interrupt vectors that the machine has
        /// @return the machine's way to its device
        GuestBus plug(String name, GuestMemory ram, int vectors) throws E;
    }

    /// A machine whose device is plugged in and whose driver has not touched it yet.
    ///
    /// @throws IOException if the system has no memory for it
    /// @throws E if the host takes no further device
    public static <E extends Exception> GuestVm powerOn(
            String name, DriverOptions options, Slot<E> slot) throws IOException, E {
        return powerOn(name, new GuestRam(name, GuestRam.USUAL_SIZE), options, slot);
    }

    /// A machine with this RAM whose device is plugged in and whose driver has not touched it yet.
    ///
    /// @param ram closed with the machine, and when this fails
    /// @throws E if the host takes no further device
    public static <E extends Exception> GuestVm powerOn(
            String name, GuestRam ram, DriverOptions options, Slot<E> slot) throws E {
        boolean plugged = false;
        try {
            GuestBus bus = slot.plug(name, ram.memory(), VECTORS);
            plugged = true;
            return new GuestVm(name, ram, bus, options);
        } finally {
            if (!plugged) {
                ram.close();
            }
        }
    }

    /// A machine whose driver is up: reset, negotiated, DRIVER_OK.
    ///
    /// @throws IOException if the system has no memory for it
    /// @throws E if the host takes no further device
    /// @throws DeviceFailed if driver and device do not get together
    public static <E extends Exception> GuestVm boot(
            String name, DriverOptions options, Slot<E> slot) throws IOException, E {
        GuestVm vm = powerOn(name, options, slot);
        try {
            vm.driver.start();
            return vm;
        } catch (RuntimeException e) {
            vm.crash();
            throw e;
        }
    }

    /// {@return the name, as shown everywhere}
    public String name() {
        return name;
    }

    /// {@return its driver}
    public IsmDriver driver() {
        return driver;
    }

    /// {@return its RAM}
    public GuestRam ram() {
        return ram;
    }

    /// {@return its way to the device, for whoever wants to go there without a driver}
    public GuestBus bus() {
        return bus;
    }

    /// {@return whether it is neither powered off nor crashed}
    public boolean isOn() {
        return on;
    }

    /// The machine is gone from one moment to the next: nothing is detached, nothing reset.
    public void crash() {
        if (on) {
            on = false;
            try (ram) {
                bus.close();
            }
        }
    }

    /// Powers the machine off properly: its driver resets the device, then the device is unplugged
    /// and RAM is unmapped.
    ///
    /// @throws IllegalStateException if the host was closed before; RAM is unmapped then, too
    @Override
    public void close() {
        try {
            if (on) {
                driver.reset();
            }
        } finally {
            crash();
        }
    }
}
