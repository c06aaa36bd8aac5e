package ismscope.inspector.capture;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// A file of its present length, mapped read-only.
///
/// The mapping lives as long as somebody holds this object: there is nothing to close, and a view
/// that is late still reads. That the file is still that long is looked at before each reading,
/// since what the JVM makes of a page that is gone is an error at some later moment.
public final class MappedFile implements CaptureBytes {
    private final RandomAccessFile file;
    private final MemorySegment bytes;

    /// Maps a file.
    ///
    /// @throws IOException if it cannot be opened
    public MappedFile(Path path) throws IOException {
        // Closed when it is unreachable, like the mapping; its length can be asked for on a thread
        // that is interrupted, which a channel would be closed by.
        file = new RandomAccessFile(path.toFile(), "r");
        try {
            bytes = map(file.getChannel());
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    private static MemorySegment map(FileChannel channel) throws IOException {
        long length = channel.size();
        return length == 0
                ? MemorySegment.NULL
                : channel.map(FileChannel.MapMode.READ_ONLY, 0, length, Arena.ofAuto());
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
        try {
            if (file.length() < offset + count) {
                throw new EOFException("the file was shortened while it was open");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, offset, target, from, count);
        return count;
    }

    @Override
    public void awaitMore(long known, long nanos) {
        // Nothing will be added.
    }
}
