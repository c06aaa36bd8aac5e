package ismscope.device.guest;

import ismscope.device.protocol.Ack;
import ismscope.device.protocol.ControlCommand;

/// The device answered a command with an ack other than OK; nothing has changed.
public final class CommandRefused extends Exception {
    private static final long serialVersionUID = 1L;
    private final Ack ack;

    /// @param command what was asked
    /// @param ack what the device answered
    public CommandRefused(ControlCommand command, Ack ack) {
        super("%s refused: ack=%s".formatted(command, ack), null, false, false);
        this.ack = ack;
    }

    /// {@return why}
    public Ack ack() {
        return ack;
    }
}
