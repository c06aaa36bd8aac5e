package ismscope.app.vm;

import ismscope.inspector.backend.GuestSocket;
import java.util.List;

/// The command line with which a stock QEMU gets a device from a socket, to be typed into a shell.
///
/// The VM's RAM is shared memory, without which the device could not read its rings; disk and
/// kernel are whatever its owner adds. Facts: docs/vfio-user.md, docs/vhost-user.md.
public final class QemuLine {
    /// Virtio id that stock QEMU has no name for, and stops at: the true one.
    public static final int TRUE_ID = 44;

    /// Virtio id under which a driver finds the device instead, as QEMU knows it.
    public static final int SURROGATE_ID = 21;

    /// Largest id there can be: PCI device 1af4:107f.
    public static final int LARGEST_ID = 63;

    private static final String NEXT_LINE = " \\\n  ";

    private QemuLine() {}

    /// {@return the line, in several that a shell takes for one}
    ///
    /// @param virtioId of a vhost-user device, 1 to 63 but not 44; vfio-user has the true one
    public static String of(GuestSocket socket, int virtioId) {
        return String.join(NEXT_LINE, common())
                + NEXT_LINE
                + String.join(NEXT_LINE, device(socket, virtioId));
    }

    private static List<String> common() {
        return List.of(
                "qemu-system-x86_64 -machine q35,memory-backend=ram -m 512M",
                "-object memory-backend-memfd,id=ram,size=512M,share=on");
    }

    private static List<String> device(GuestSocket socket, int virtioId) {
        String path = socket.path().toString();
        return switch (socket.way()) {
            case TRAPPED, POOL ->
                    List.of(
                            "-device "
                                    + shellWord(
                                            "{\"driver\":\"vfio-user-pci\",\"socket\":{\"type\":\"unix\",\"path\":\"%s\"}}"
                                                    .formatted(jsonText(path))));
            case VHOST_USER ->
                    List.of(
                            "-chardev "
                                    + shellWord("socket,id=ism,path=" + path.replace(",", ",,")),
                            "-device vhost-user-test-device-pci,chardev=ism,virtio-id=%d,num_vqs=2,config_size=32"
                                    .formatted(virtioId));
        };
    }

    private static String jsonText(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static String shellWord(String word) {
        return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
