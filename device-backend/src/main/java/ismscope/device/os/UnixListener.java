package ismscope.device.os;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import jnr.unixsocket.UnixServerSocketChannel;
import jnr.unixsocket.UnixSocketAddress;
import jnr.unixsocket.UnixSocketChannel;
import org.jspecify.annotations.Nullable;

/// A listening UNIX socket at a path. Thread: one at a time.
public final class UnixListener implements Closeable {
    /// Bytes that the system takes for a path.
    public static final int LONGEST_PATH = 107;

    private static final int BACKLOG = 128;

    private final Path path;
    private final UnixServerSocketChannel channel;

    private UnixListener(Path path, UnixServerSocketChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /// Listens at a path, where only this user can connect. A socket that a process left there when
    /// it died is replaced; one that somebody listens on is not.
    ///
    /// @throws IOException with a sentence for people: the path is too long, is no socket, is in
    ///   use, or its folder cannot be written
    public static UnixListener open(Path path) throws IOException {
        if (path.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH) {
            throw new IOException(
                    "a socket's path has at most %d bytes: %s".formatted(LONGEST_PATH, path));
        }
        removeAbandoned(path);
        UnixServerSocketChannel channel = UnixServerSocketChannel.open();
        try {
            channel.socket().bind(new UnixSocketAddress(known(path).toFile()), BACKLOG);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
            channel.configureBlocking(false);
            return new UnixListener(path, channel);
        } catch (IOException e) {
            channel.close();
            throw new IOException(
                    "cannot listen at %s: %s".formatted(path, String.valueOf(e.getMessage())), e);
        }
    }

    /// {@return the path from the root, if a socket can have it: the kernel lists sockets by the
    /// path they were bound to, and who looks for them there is elsewhere}
    private static Path known(Path path) {
        Path absolute = path.toAbsolutePath();
        return absolute.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH
                ? path
                : absolute;
    }

    private static void removeAbandoned(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        if (!Files.readAttributes(path, BasicFileAttributes.class).isOther()) {
            throw new IOException("there is a file at %s, and it is no socket".formatted(path));
        }
        try (UnixSocket _ = UnixSocket.connect(path)) {
            throw new InUse("somebody listens at %s already".formatted(path));
        } catch (InUse e) {
            throw e;
        } catch (IOException _) {
            Files.delete(path);
        }
    }

    /// {@return where it listens}
    public Path path() {
        return path;
    }

    /// {@return the descriptor's number, to be watched}
    public int fd() {
        return channel.getFD();
    }

    /// {@return the next connection, null if nobody has connected}
    public @Nullable UnixSocket accept() throws IOException {
        UnixSocketChannel accepted = channel.accept();
        return accepted == null ? null : new UnixSocket(accepted);
    }

    /// Stops listening and removes the path; connections go on.
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(path);
    }

    private static final class InUse extends IOException {
        private static final long serialVersionUID = 1L;

        InUse(String sentence) {
            super(sentence);
        }
    }
}
