package ismscope.inspector.capture;

import ismscope.inspector.capture.CaptureException.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A capture on disk, opened to be read: plain files are mapped, compressed ones are unpacked into
/// a temporary file on a thread of their own (`ism-unpack`) and can be read while that goes on.
public final class RecordedFile implements AutoCloseable {
    /// A compressed file may unpack to this and no more: beyond it, somebody wants to fill a disk.
    public static final long MAX_UNPACKED = 1L << 38;

    private static final int PIECE = 1 << 18;

    private final Path path;
    private final CaptureBytes bytes;
    private final @Nullable GrowingFile temporary;
    private volatile String trouble = "";
    private volatile boolean closed;

    private RecordedFile(Path path, CaptureBytes bytes, @Nullable GrowingFile temporary) {
        this.path = path;
        this.bytes = bytes;
        this.temporary = temporary;
    }

    /// Opens a file.
    ///
    /// @throws CaptureException with a sentence, if it cannot be read or is no capture
    public static RecordedFile open(Path file) throws CaptureException {
        try {
            if (Files.isDirectory(file)) {
                throw unreadable(file + " is a directory, not a capture");
            }
            Packing packing = Packing.of(firstBytes(Files.newInputStream(file)));
            if (packing != Packing.NONE) {
                return unpack(file, packing);
            }
            RecordedFile plain = new RecordedFile(file, new MappedFile(file), null);
            check(file, firstBytes(Files.newInputStream(file)));
            return plain;
        } catch (NoSuchFileException e) {
            throw unreadable("there is no file " + file);
        } catch (AccessDeniedException e) {
            throw unreadable(file + " may not be read by you");
        } catch (IOException e) {
            throw unreadable(file + " cannot be read: " + e.getMessage());
        }
    }

    private static CaptureException unreadable(String sentence) {
        return new CaptureException(Fault.UNREADABLE, 0, sentence);
    }

    private static byte[] firstBytes(InputStream in) throws IOException {
        try (in) {
            return in.readNBytes(Integer.BYTES);
        }
    }

    /// Looks at the first bytes, as the reader will, so that what is no capture is never opened.
    private static void check(Path file, byte[] first) throws CaptureException {
        if (first.length == 0) {
            throw new CaptureException(Fault.NOT_A_CAPTURE, 0, file + " is empty");
        }
        byte[] magic = new byte[Integer.BYTES];
        ByteBuffer.wrap(magic).putInt(PcapngLayout.SECTION_HEADER);
        // Of a file that was cut within them, the bytes that are left.
        if (!Arrays.equals(first, Arrays.copyOf(magic, first.length))) {
            String sentence = PcapngReader.beginsWith(first);
            throw new CaptureException(Fault.NOT_A_CAPTURE, 0, file + ": " + sentence);
        }
    }

    private static RecordedFile unpack(Path file, Packing packing)
            throws IOException, CaptureException {
        try {
            check(file, firstBytes(packing.unpacked(Files.newInputStream(file))));
        } catch (RuntimeException e) {
            // What the Zstandard decoder throws at malformed input.
            throw new IOException("its compressed data is damaged", e);
        }
        InputStream in = packing.unpacked(Files.newInputStream(file));
        Path temporary = Files.createTempFile("ismscope-", ".pcapng");
        temporary.toFile().deleteOnExit();
        GrowingFile target = new GrowingFile(temporary);
        RecordedFile recorded = new RecordedFile(file, target, target);
        Thread.ofPlatform().name("ism-unpack").daemon().start(() -> recorded.unpack(in, target));
        return recorded;
    }

    private void unpack(InputStream in, GrowingFile target) {
        // Trouble is known before the target is closed, which completes it: who sees that asks.
        try (target;
                in) {
            copy(in, target);
        } catch (IOException e) {
            trouble = cannotUnpack(e);
        }
    }

    private void copy(InputStream in, GrowingFile target) {
        try {
            byte[] piece = new byte[PIECE];
            for (int n = in.read(piece); n >= 0 && !closed; n = in.read(piece)) {
                if (target.length() + n > MAX_UNPACKED) {
                    throw new IOException("it unpacks to more than " + MAX_UNPACKED + " bytes");
                }
                target.write(ByteBuffer.wrap(piece, 0, n));
            }
        } catch (IOException | RuntimeException e) {
            trouble = cannotUnpack(e);
        }
    }

    private static String cannotUnpack(Exception e) {
        return "the file does not unpack beyond this point: " + e.getMessage();
    }

    /// {@return where it is}
    public Path path() {
        return path;
    }

    /// {@return its name without the folder}
    public String name() {
        Path last = path.getFileName();
        return last == null ? path.toString() : last.toString();
    }

    /// {@return the capture, unpacked}
    public CaptureBytes bytes() {
        return bytes;
    }

    /// {@return why unpacking ended before the end, empty if all is well; known once the bytes are
    /// complete}
    public String trouble() {
        return trouble;
    }

    /// Ends the unpacking and removes the temporary file; what is there of the bytes stays
    /// readable.
    @Override
    public void close() {
        closed = true;
        if (temporary != null) {
            try {
                Files.deleteIfExists(temporary.path());
            } catch (IOException e) {
                // The system clears its temporary files.
                trouble = "the temporary file " + temporary.path() + " could not be removed";
            }
        }
    }
}
