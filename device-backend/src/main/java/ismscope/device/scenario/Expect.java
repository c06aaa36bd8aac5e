package ismscope.device.scenario;

import ismscope.device.guest.CommandRefused;
import ismscope.device.guest.DeviceMemory.AccessFault;
import ismscope.device.guest.IsmDriver;
import ismscope.device.protocol.Ack;
import ismscope.device.protocol.DeviceEvent;
import org.jspecify.annotations.Nullable;

/// What a story takes for granted, checked while it plays: a story that shows something else than
/// it tells is a defect.
final class Expect {
    private Expect() {}

    /// Something that may be refused.
    @FunctionalInterface
    interface Deed {
        void run() throws CommandRefused, AccessFault;
    }

    /// @throws ScenarioFailed if it is not so
    static void that(boolean holds, String what) throws ScenarioFailed {
        if (!holds) {
            throw new ScenarioFailed("expected: " + what);
        }
    }

    /// @throws ScenarioFailed if the two differ
    static void same(Object expected, @Nullable Object found, String what) throws ScenarioFailed {
        if (!expected.equals(found)) {
            throw new ScenarioFailed("%s: expected=%s found=%s".formatted(what, expected, found));
        }
    }

    /// @throws ScenarioFailed if the device does not answer the command with this ack
    static void ack(Ack expected, Deed command) throws ScenarioFailed {
        same(expected, ackOf(command), "ack");
    }

    /// {@return how the device answers a command}
    static Ack ackOf(Deed command) throws ScenarioFailed {
        try {
            command.run();
            return Ack.OK;
        } catch (CommandRefused e) {
            return e.ack();
        } catch (AccessFault e) {
            throw new ScenarioFailed("a command came out as an access fault", e);
        }
    }

    /// @throws ScenarioFailed if the device lets the guest
    static void fault(Deed access) throws ScenarioFailed {
        try {
            access.run();
        } catch (AccessFault e) {
            return;
        } catch (CommandRefused e) {
            throw new ScenarioFailed("an access came out as a refusal", e);
        }
        throw new ScenarioFailed("expected: an access without a right is refused");
    }

    /// {@return the next event}
    ///
    /// @throws ScenarioFailed if there is none
    static DeviceEvent event(IsmDriver driver) throws ScenarioFailed {
        DeviceEvent event = driver.pollEvent();
        if (event == null) {
            throw new ScenarioFailed("expected: an event for devid=" + driver.devid());
        }
        return event;
    }
}
