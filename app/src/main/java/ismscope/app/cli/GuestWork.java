package ismscope.app.cli;

import ismscope.device.guest.CommandRefused;
import ismscope.device.protocol.Ack;
import org.jspecify.annotations.Nullable;

/// What the commands of `ismscope guest` have in common.
final class GuestWork {
    private GuestWork() {}

    /// {@return the command that says where the host is}
    static GuestCommand of(@Nullable GuestCommand parent) {
        if (parent == null) {
            throw new IllegalStateException("run without its parent command");
        }
        return parent;
    }

    /// {@return a refusal of the device, in a sentence}
    static CommandFailure failure(String what, CommandRefused refusal) {
        return new CommandFailure(
                ExitCode.FAILED, "%s: %s (%s).".formatted(what, why(refusal.ack()), refusal.ack()));
    }

    private static String why(Ack ack) {
        return switch (ack) {
            case ENOENT -> "there is no region with that token, or this guest is not attached";
            case ENOMEM -> "the host has no memory for it, or a limit is reached";
            case ENOSPEC -> "the device memory has no room for it in one piece";
            case PERM_EATTACH -> "this guest is not allowed to attach or to grant";
            case PERM_EREAD -> "this guest is not allowed to read it";
            case PERM_EWRITE -> "this guest is not allowed to write it";
            default -> "the device refuses";
        };
    }
}
