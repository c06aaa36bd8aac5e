package ismscope.inspector.wireshark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Puts the package where Wireshark looks for it. A file that was not written by this program, or
/// that Wireshark has rewritten since, is left alone unless `force` says otherwise.
public final class WiresharkInstaller {
    private static final Set<PosixFilePermission> PROGRAM =
            EnumSet.of(
                    PosixFilePermission.OWNER_READ,
                    PosixFilePermission.OWNER_WRITE,
                    PosixFilePermission.OWNER_EXECUTE,
                    PosixFilePermission.GROUP_READ,
                    PosixFilePermission.GROUP_EXECUTE,
                    PosixFilePermission.OTHERS_READ,
                    PosixFilePermission.OTHERS_EXECUTE);

    private final WiresharkFolders folders;
    private final boolean force;

    /// @param force whether to replace what is not ours
    public WiresharkInstaller(WiresharkFolders folders, boolean force) {
        this.folders = folders;
        this.force = force;
    }

    /// Writes the files, each whole or not at all.
    ///
    /// @return what became of each, in order
    /// @throws IOException if one cannot be written; those before it are
    public List<InstalledFile> install(List<WiresharkFile> files) throws IOException {
        List<InstalledFile> done = new ArrayList<>();
        for (WiresharkFile file : files) {
            Path target = folders.of(file);
            done.add(new InstalledFile(target, install(file, target)));
        }
        return done;
    }

    private InstalledFile.Outcome install(WiresharkFile file, Path target) throws IOException {
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            String there = Files.isRegularFile(target) ? Files.readString(target) : "";
            if (there.equals(file.text())) {
                return InstalledFile.Outcome.THERE;
            }
            if (!there.contains(WiresharkPackage.MARK) && !force) {
                return InstalledFile.Outcome.FOREIGN;
            }
        }
        Files.createDirectories(target.toAbsolutePath().getParent());
        Path fresh = target.resolveSibling("." + target.getFileName() + ".new");
        Files.writeString(fresh, file.text(), UTF_8);
        if (file.place() == WiresharkFile.Place.EXTCAP) {
            Files.setPosixFilePermissions(fresh, PROGRAM);
        }
        Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
        return InstalledFile.Outcome.WRITTEN;
    }
}
