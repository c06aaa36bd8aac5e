package ismscope.inspector.control;

import ismscope.device.guest.CommandRefused;
import ismscope.device.model.HostFullException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Guests in the backend's own process, for those who ask for one.
final class GuestCommands implements AutoCloseable {
    private static final int LONGEST_NAME = 64;

    /// Each has a thread and RAM of its own.
    private static final int MOST_GUESTS = 16;

    private final ObservedHost observed;
    private final List<BuiltInGuest> guests = new ArrayList<>();

    GuestCommands(ObservedHost observed) {
        this.observed = observed;
    }

    List<ControlCommand> all() {
        return List.of(ControlCommand.answering("guest-join", this::join, "name", "token"));
    }

    private Object join(Arguments arguments) throws ControlFault {
        String name = arguments.text("name", LONGEST_NAME);
        long token = arguments.token("token");
        if (name.isBlank() || guests.size() == MOST_GUESTS) {
            throw new ControlFault(
                    name.isBlank()
                            ? ControlFault.Kind.INVALID_ARGUMENT
                            : ControlFault.Kind.LIMIT_REACHED,
                    name.isBlank()
                            ? "a guest needs a name"
                            : "a backend has at most %d guests of its own".formatted(MOST_GUESTS));
        }
        try {
            guests.add(BuiltInGuest.join(observed.host(), name, token));
            return Map.of("answer-offset", BuiltInGuest.ANSWER_OFFSET);
        } catch (CommandRefused e) {
            throw new ControlFault(ControlFault.Kind.GENERIC, "the device refuses: " + e.ack());
        } catch (HostFullException | IOException e) {
            throw new ControlFault(ControlFault.Kind.GENERIC, String.valueOf(e.getMessage()));
        } catch (IllegalStateException _) {
            throw new ControlFault(ControlFault.Kind.BACKEND_CLOSED, "the backend is closing");
        }
    }

    @Override
    public void close() {
        guests.forEach(BuiltInGuest::close);
        guests.clear();
    }
}
