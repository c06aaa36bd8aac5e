package ismscope.inspector.capture;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A capture as it stands, kept under another name.
public final class CaptureCopy {
    private static final int PIECE = 1 << 18;

    private CaptureCopy() {}

    /// Writes a copy that ends with the last whole block there is; compressed where the name ends
    /// in `.gz` or `.zst`. The target is whole or not there at all: it takes its name only at the
    /// end.
    ///
    /// Thread: any; takes as long as the disk does. Does nothing if the target is the file itself.
    ///
    /// @throws IOException if the target cannot be written
    public static void write(GrowingFile file, Path target) throws IOException {
        if (!Files.exists(target) || !Files.isSameFile(target, file.path())) {
            write((CaptureBytes) file, target);
        }
    }

    /// The same of bytes that are in no file of their own.
    ///
    /// @throws IOException if the target cannot be written
    public static void write(CaptureBytes capture, Path target) throws IOException {
        Path absolute = target.toAbsolutePath();
        Path folder = absolute.getParent();
        Path partial = Files.createTempFile(folder, ".ismscope-", ".part");
        try {
            try (OutputStream out = open(partial, absolute)) {
                copy(capture, out);
            }
            Files.move(partial, absolute, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private static OutputStream open(Path partial, Path target) throws IOException {
        return Packing.named(target).packed(Files.newOutputStream(partial));
    }

    private static void copy(CaptureBytes capture, OutputStream out) throws IOException {
        long length = capture.length();
        byte[] piece = new byte[PIECE];
        for (long at = 0; at < length; ) {
            int wanted = (int) Math.min(piece.length, length - at);
            int count = capture.read(at, piece, 0, wanted);
            out.write(piece, 0, count);
            at += count;
        }
    }
}
