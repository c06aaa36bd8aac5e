package ismscope.inspector.control;

import ismscope.device.os.UnixSocket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// A folder in which nobody else can put or replace a socket.
final class PrivateFolder {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rwx------");

    /// Others may pass through to what is in it, no more.
    private static final Set<PosixFilePermission> PASSABLE =
            PosixFilePermissions.fromString("rwx--x--x");

    private PrivateFolder() {}

    /// Makes the folder, or looks whether it can be trusted.
    ///
    /// @param passable whether other users may reach what is in it
    /// @throws IOException with a sentence for people
    static void prepare(Path folder, boolean passable) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        }
        check(folder);
        if (passable) {
            Files.setPosixFilePermissions(folder, PASSABLE);
        }
    }

    private static void check(Path folder) throws IOException {
        PosixFileAttributes found =
                Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!found.isDirectory()) {
            throw new IOException("%s is no directory".formatted(folder));
        }
        Object owner = Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        if (!owner.equals(ownUser())) {
            throw new IOException(
                    "%s belongs to another user (%s); choose one of your own"
                            .formatted(folder, owner));
        }
        Set<PosixFilePermission> permissions = found.permissions();
        if (permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new IOException(
                    "others can write to %s (%s); choose a directory of your own, or one to be made"
                            .formatted(folder, PosixFilePermissions.toString(permissions)));
        }
    }

    /// {@return the number of the user that this process runs as, as the system says}
    static int ownUser() throws IOException {
        UnixSocket[] pair = UnixSocket.pair();
        try (UnixSocket one = pair[0];
                UnixSocket _ = pair[1]) {
            return one.peer().uid();
        }
    }
}
