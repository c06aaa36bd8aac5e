package ismscope.device.scenario;

import ismscope.device.guest.DriverOptions;
import ismscope.device.guest.GuestVm;
import ismscope.device.model.HostFullException;
import ismscope.device.region.MemoryGeometry;
import java.io.IOException;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// What a scenario has to work with: guests, time and chance.
///
/// Guests that are still on when the story ends are powered off properly.
public interface Stage {
    /// Boots a VM with its driver attached to the host: reset, negotiated, DRIVER_OK.
    ///
    /// @param name shown everywhere: `vm1`
    /// @throws IOException if the system has no memory for it
    /// @throws HostFullException if the host takes no further device
    default GuestVm boot(String name) throws IOException, HostFullException {
        return boot(name, DriverOptions.SPLIT);
    }

    /// Boots a VM whose driver sets its device up in a certain way.
    ///
    /// @param name shown everywhere: `vm1`
    /// @throws IOException if the system has no memory for it
    /// @throws HostFullException if the host takes no further device
    default GuestVm boot(String name, DriverOptions options) throws IOException, HostFullException {
        GuestVm vm = powerOn(name, options);
        vm.driver().start();
        return vm;
    }

    /// Powers a VM on, but leaves its device alone: the story starts the driver, or does without.
    ///
    /// @param name shown everywhere: `vm1`
    /// @throws IOException if the system has no memory for it
    /// @throws HostFullException if the host takes no further device
    GuestVm powerOn(String name, DriverOptions options) throws IOException, HostFullException;

    /// {@return the number of guests asked for, or `usual` where the user did not say}
    int guests(int usual);

    /// {@return how the device memory of every guest is cut}
    MemoryGeometry geometry();

    /// Lets time pass; a calm scenario is one that pauses.
    ///
    /// @throws InterruptedException when the stage is stopped
    void pause(Duration time) throws InterruptedException;

    /// {@return whether the user wants it to end; long loops without pauses ask}
    boolean stopping();

    /// {@return the seeded source of all chance}
    RandomGenerator random();

    /// Writes a note into the capture.
    void mark(String text);
}
