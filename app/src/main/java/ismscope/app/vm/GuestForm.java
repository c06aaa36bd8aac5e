package ismscope.app.vm;

import static ismscope.inspector.backend.GuestSocket.Way;

import ismscope.inspector.backend.GuestSocket;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What is typed about a guest that shall come in.
///
/// @param way how it reaches its device
/// @param name of the guest
/// @param extra the pool's name, or the virtio id of a vhost-user device
/// @param path of the socket
record GuestForm(Way way, String name, String extra, String path) {
    /// {@return where sockets of this user usually are}
    static Path usualFolder() {
        String runtime = System.getenv("XDG_RUNTIME_DIR");
        return runtime != null && Files.isDirectory(Path.of(runtime))
                ? Path.of(runtime)
                : Path.of(System.getProperty("java.io.tmpdir"));
    }

    /// {@return where a guest of this name comes in, unless it is told otherwise}
    static String usualPath(String name) {
        return usualFolder().resolve(name.replaceAll("[^\\w.-]", "_") + ".sock").toString();
    }

    /// {@return a name that none of these have: `vm1`, `vm2`}
    static String freeName(List<GuestSocket> taken) {
        List<String> names = taken.stream().map(GuestSocket::name).toList();
        int number = 1;
        while (names.contains("vm" + number)) {
            number++;
        }
        return "vm" + number;
    }

    /// {@return the key of what is wrong with it, empty if nothing is}
    String trouble() {
        if (name.isBlank()) {
            return "vm.wrong.name";
        }
        if (way == Way.POOL && extra.isBlank()) {
            return "vm.wrong.pool";
        }
        if (way == Way.VHOST_USER && virtioId().isEmpty()) {
            return "vm.wrong.id";
        }
        return file().isEmpty() ? "vm.wrong.path" : "";
    }

    /// {@return the socket}
    ///
    /// @throws IllegalStateException if something is wrong with it
    GuestSocket socket() {
        Path file = file().orElseThrow(() -> new IllegalStateException("no path: " + path));
        return switch (way) {
            case TRAPPED -> GuestSocket.vfioUser(file, name.strip(), "");
            case POOL -> GuestSocket.vfioUser(file, name.strip(), extra.strip());
            case VHOST_USER -> GuestSocket.vhostUser(file, name.strip());
        };
    }

    /// {@return QEMU's line for it}
    String line() {
        return QemuLine.of(socket(), virtioId().orElse(QemuLine.SURROGATE_ID));
    }

    /// {@return the id under which QEMU shows it to its guest, empty if it is none that QEMU takes}
    private Optional<Integer> virtioId() {
        if (!extra.strip().matches("\\d{1,2}")) {
            return Optional.empty();
        }
        int id = Integer.parseInt(extra.strip());
        boolean taken = id >= 1 && id <= QemuLine.LARGEST_ID && id != QemuLine.TRUE_ID;
        return taken ? Optional.of(id) : Optional.empty();
    }

    private Optional<Path> file() {
        try {
            return path.isBlank()
                    ? Optional.empty()
                    : Optional.of(Path.of(path.strip()).toAbsolutePath().normalize());
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }
}
