package ismscope.inspector.cache;

import ismscope.inspector.capture.CaptureBytes;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;

/// By what a capture is known again, and the program that looked at it.
///
/// @param size bytes
/// @param nanos when it was changed last, since 1970
/// @param samples checksum of pieces from all over it
/// @param program of the program's own file: another build may see other things in a capture
record CaptureIdentity(long size, long nanos, long samples, long program) {
    private static final int SAMPLES = 64;
    private static final int SAMPLE = 4096;
    private static final long PROGRAM = programFile();

    static CaptureIdentity of(Path file, CaptureBytes bytes) throws IOException {
        return new CaptureIdentity(
                bytes.length(),
                Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS),
                samples(bytes),
                PROGRAM);
    }

    private static long samples(CaptureBytes bytes) {
        CRC32C checksum = new CRC32C();
        byte[] piece = new byte[SAMPLE];
        long last = Math.max(0, bytes.length() - SAMPLE);
        for (int i = 0; i < SAMPLES; i++) {
            int count = bytes.read(last / (SAMPLES - 1) * i, piece, 0, SAMPLE);
            checksum.update(piece, 0, count);
        }
        int count = bytes.read(last, piece, 0, SAMPLE);
        checksum.update(piece, 0, count);
        return checksum.getValue();
    }

    private static long programFile() {
        CodeSource source = CaptureIdentity.class.getProtectionDomain().getCodeSource();
        URL location = source == null ? null : source.getLocation();
        try {
            Path file = location == null ? Path.of("") : Path.of(location.toURI());
            if (!Files.isRegularFile(file)) {
                return 0;
            }
            long nanos = Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS);
            return nanos * 31 + Files.size(file);
        } catch (IOException | URISyntaxException | IllegalArgumentException e) {
            return 0;
        }
    }
}
