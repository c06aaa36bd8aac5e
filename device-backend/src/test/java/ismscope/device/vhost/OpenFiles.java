package ismscope.device.vhost;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// What this process has open and mapped, of the kinds that a back-end deals in.
record OpenFiles(long descriptors, long mappings) {
    static OpenFiles now() throws IOException {
        long count = 0;
        try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path entry : open) {
                try {
                    String target = Files.readSymbolicLink(entry).toString();
                    if (target.contains("memfd:")
                            || target.contains("[eventfd")
                            || target.startsWith("socket:")) {
                        count++;
                    }
                } catch (NoSuchFileException _) {
                    // The descriptor of this listing itself, or one closed meanwhile.
                }
            }
        }
        try (var lines = Files.lines(Path.of("/proc/self/maps"))) {
            return new OpenFiles(count, lines.filter(line -> line.contains("/memfd:")).count());
        }
    }
}
