package ismscope.inspector.control;

import ismscope.device.os.UnixListener;
import ismscope.device.os.UnixSocket;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// A listening socket, and who may come in. Thread: `ism-control`.
final class Entrance implements Closeable {
    private final ControlOptions options;
    private final UnixListener listener;
    private final int ownUser;

    private Entrance(ControlOptions options, UnixListener listener, int ownUser) {
        this.options = options;
        this.listener = listener;
        this.ownUser = ownUser;
    }

    /// Listens at a name in the folder, which was prepared.
    static Entrance open(ControlOptions options, String name) throws IOException {
        UnixListener listener = UnixListener.open(options.folder().resolve(name));
        if (!options.allowedUsers().isEmpty()) {
            // Who may connect is decided by the user's number then.
            Files.setPosixFilePermissions(
                    listener.path(), PosixFilePermissions.fromString("rw-rw-rw-"));
        }
        return new Entrance(options, listener, PrivateFolder.ownUser());
    }

    int fd() {
        return listener.fd();
    }

    /// {@return who came and may come in, null if nobody; others are turned away}
    ///
    /// @param room whether there is room for one more
    @Nullable UnixSocket accept(boolean room) {
        UnixSocket socket = null;
        try {
            socket = listener.accept();
            if (socket != null && room && options.admits(socket.peer().uid(), ownUser)) {
                return socket;
            }
        } catch (IOException _) {
            // Gone before it was let in.
        }
        if (socket != null) {
            turnAway(socket);
        }
        return null;
    }

    /// Closes a connection that was not let in.
    static void turnAway(UnixSocket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // Nobody is there to be told.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
