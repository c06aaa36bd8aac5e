package ismscope.device.scenario;

import ismscope.device.guest.GuestVm;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// What a scenario has to work with: guests, time and chance.
public interface Stage {
    /// Boots a VM with its driver attached to the host: reset, negotiated, DRIVER_OK.
    ///
    /// @param name shown everywhere: `vm1`
    GuestVm boot(String name);

    /// {@return the number of guests asked for, or `usual` where the user did not say}
    int guests(int usual);

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
