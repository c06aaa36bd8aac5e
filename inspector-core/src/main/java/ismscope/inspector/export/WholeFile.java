package ismscope.inspector.export;

import ismscope.inspector.capture.Packing;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/// A file that is there as a whole or not at all: it is written beside its place and then moved;
/// what was there before stays until then, also if writing fails or is cancelled.
public final class WholeFile {
    private WholeFile() {}

    /// What goes into the file.
    public interface Content {
        /// Writes it.
        ///
        /// @param out stays open
        /// @return whether it is whole; if not, there will be no file
        boolean writeTo(OutputStream out) throws IOException;
    }

    /// Writes a file, packed where its name ends in `.gz` or `.zst`.
    ///
    /// @throws IOException with a sentence for people
    public static void write(Path target, Content content) throws IOException {
        if (Files.isDirectory(target)) {
            throw new IOException(target + " is a directory; the export needs the name of a file.");
        }
        Path beside = beside(target);
        try {
            boolean whole;
            try (OutputStream file = Files.newOutputStream(beside, StandardOpenOption.CREATE_NEW);
                    OutputStream out = Packing.named(target).packed(file)) {
                whole = content.writeTo(out);
            }
            if (whole) {
                move(beside, target);
            }
        } catch (IOException e) {
            throw new IOException(sentence(target, e), e);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static Path beside(Path target) {
        String name =
                "." + target.getFileName() + "." + ThreadLocalRandom.current().nextInt(1 << 30);
        return target.resolveSibling(name + ".part");
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String sentence(Path target, IOException e) {
        Path directory = target.toAbsolutePath().getParent();
        return switch (e) {
            case NoSuchFileException _ ->
                    "There is no directory " + directory + " to write the export to.";
            case AccessDeniedException _ -> "You may not write to " + directory + ".";
            default -> target + " could not be written: " + e.getMessage();
        };
    }
}
