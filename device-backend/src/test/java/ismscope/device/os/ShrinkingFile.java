package ismscope.device.os;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file that nothing keeps from becoming shorter while others map it.
public final class ShrinkingFile implements AutoCloseable {
    private static final int READ_WRITE = 2;

    private final int fd;

    private ShrinkingFile(int fd) {
        this.fd = fd;
    }

    /// Makes one of zeros.
    ///
    /// @param folder in which its name is for a moment
    public static ShrinkingFile create(Path folder, long size) throws IOException {
        Path path = Files.createTempFile(folder, "ram", "");
        ShrinkingFile file = new ShrinkingFile(LinuxCalls.open(path.toString(), READ_WRITE));
        Files.delete(path);
        LinuxCalls.ftruncate(file.fd, size);
        return file;
    }

    public int fd() {
        return fd;
    }

    /// Takes all bytes away.
    public void shrink() throws IOException {
        LinuxCalls.ftruncate(fd, 0);
    }

    @Override
    public void close() throws IOException {
        LinuxCalls.close(fd);
    }
}
