package ismscope.inspector.capture;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file of its present length, mapped read-only.
///
/// The mapping lives as long as somebody holds this object: there is nothing to close, and a view
/// that is late still reads.
public final class MappedFile implements CaptureBytes {
    private final MemorySegment bytes;

    /// Maps a file.
    ///
    /// @throws IOException if it cannot be opened
    public MappedFile(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long length = channel.size();
            bytes =
                    length == 0
                            ? MemorySegment.NULL
                            : channel.map(FileChannel.MapMode.READ_ONLY, 0, length, Arena.ofAuto());
        }
    }

    @Override
    public long length() {
        return bytes.byteSize();
    }

    @Override
    public boolean isComplete() {
        return true;
    }

    @Override
    public int read(long offset, byte[] target, int from, int length) {
        int count = Math.clamp(bytes.byteSize() - offset, 0, length);
        copy(bytes, offset, target, from, count);
        return count;
    }

    @Override
    public void awaitMore(long known, long nanos) {
        // Nothing will be added.
    }

    /// Copies out of mapped memory.
    static void copy(MemorySegment source, long offset, byte[] target, int from, int count) {
        try {
            MemorySegment.copy(source, ValueLayout.JAVA_BYTE, offset, target, from, count);
        } catch (InternalError e) {
            // What the JVM makes of a page that is no longer behind the mapping.
            EOFException shorter = new EOFException("the file was shortened while it was open");
            shorter.initCause(e);
            throw new UncheckedIOException(shorter);
        }
    }
}
