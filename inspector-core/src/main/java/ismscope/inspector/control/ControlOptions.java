package ismscope.inspector.control;

import java.nio.file.Path;
import java.util.Set;

/// Where and for whom a backend can be looked at.
///
/// @param folder has the sockets; made if it is not there
/// @param allowedUsers numbers of users who may connect besides this process's own
public record ControlOptions(Path folder, Set<Integer> allowedUsers, ControlLimits limits) {
    /// Name of the socket with the capture stream.
    public static final String CAPTURE = "capture";

    /// Name of the socket with the control protocol.
    public static final String CONTROL = "control";

    /// Copies the users in.
    public ControlOptions {
        allowedUsers = Set.copyOf(allowedUsers);
    }

    /// {@return the usual limits, for this user alone}
    public static ControlOptions at(Path folder) {
        return new ControlOptions(folder, Set.of(), ControlLimits.USUAL);
    }

    /// {@return the same for more users}
    public ControlOptions allowing(Set<Integer> users) {
        return new ControlOptions(folder, users, limits);
    }

    /// {@return whether a user may connect to a backend of another, or the same}
    boolean admits(int user, int owner) {
        return user == owner || allowedUsers.contains(user);
    }

    /// {@return the same with other limits}
    public ControlOptions withLimits(ControlLimits newLimits) {
        return new ControlOptions(folder, allowedUsers, newLimits);
    }
}
