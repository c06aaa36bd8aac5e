package ismscope.inspector.capture;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// An append-only file that one thread writes and any thread reads while it grows.
///
/// ```
///   step 0          step 1          step 2
///  +---------------+---------------+--------- - -
///  | mapped file   | mapped file   | memory, written through to the file
///  +---------------+---------------+--------- - -
///                                      ^ length
/// ```
///
/// The newest step is memory that is written to the file at each append; when it is full, readers
/// go over to a mapping of the same bytes. So the file on disk never holds anything but the
/// capture, not even after a crash, and a full disk is an exception at the writer instead of a
/// fault in a reader.
///
/// Guarantees:
/// 1. What one [#write] was given becomes visible at once and as a whole.
/// 2. Reading goes on working after [#close].
public final class GrowingFile implements CaptureBytes, WritableByteChannel {
    /// Bytes in a step.
    static final int STEP = 1 << 23;

    private static final int STEP_SHIFT = 23;

    /// Bytes of the disk that are left to others: a capture ends before it fills the machine.
    private static final long RESERVE = 1L << 29;

    /// Or this part of the disk, where that is less.
    private static final int RESERVE_SHARE = 20;

    private final Path path;
    private final FileChannel channel;
    private final GrowingLength length = new GrowingLength();
    private Arena tailArena = Arena.ofShared();
    private ByteBuffer tail;
    private volatile MemorySegment[] steps;
    private boolean broken;

    /// Creates the file. What was there before under its name is replaced, not emptied: whoever has
    /// it open goes on reading it.
    ///
    /// @throws IOException if it cannot be written, or is something else than a file
    public GrowingFile(Path path) throws IOException {
        this.path = path;
        if (Files.exists(path)) {
            makeWay(path);
        }
        channel =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        MemorySegment first = tailArena.allocate(STEP);
        tail = first.asByteBuffer();
        steps = new MemorySegment[] {first};
    }

    private static void makeWay(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new IOException(path + " is not a file");
        }
        if (Files.size(path) > 0) {
            Files.delete(path.toRealPath());
        }
    }

    /// {@return where the file is}
    public Path path() {
        return path;
    }

    @Override
    public long length() {
        return length.bytes();
    }

    @Override
    public boolean isComplete() {
        return length.isComplete();
    }

    @Override
    public boolean isOpen() {
        return !length.isComplete();
    }

    /// Appends.
    ///
    /// @throws IOException if the disk is (nearly) full or fails; the file then ends with what was
    ///   appended before
    @Override
    public int write(ByteBuffer source) throws IOException {
        if (broken || length.isComplete()) {
            throw new ClosedChannelException();
        }
        int count = source.remaining();
        long end = length.bytes();
        try {
            while (source.hasRemaining()) {
                if (!tail.hasRemaining()) {
                    nextStep();
                }
                end += append(source, end);
            }
        } catch (IOException e) {
            broken = true;
            channel.truncate(length.bytes());
            throw e;
        }
        length.grow(end);
        return count;
    }

    private int append(ByteBuffer source, long offset) throws IOException {
        int count = Math.min(source.remaining(), tail.remaining());
        ByteBuffer written = tail.slice(tail.position(), count);
        tail.put(source.slice(source.position(), count));
        source.position(source.position() + count);
        long at = offset;
        while (written.hasRemaining()) {
            at += channel.write(written, at);
        }
        return count;
    }

    private void nextStep() throws IOException {
        FileStore disk = Files.getFileStore(path);
        if (disk.getUsableSpace() < Math.min(RESERVE, disk.getTotalSpace() / RESERVE_SHARE)) {
            throw new IOException("the disk is nearly full");
        }
        Arena arena = Arena.ofShared();
        MemorySegment next = arena.allocate(STEP);
        MemorySegment[] before = steps;
        MemorySegment[] after = Arrays.copyOf(before, before.length + 1);
        after[before.length - 1] = mapped(before.length - 1, STEP);
        after[before.length] = next;
        steps = after;
        tailArena.close();
        tailArena = arena;
        tail = next.asByteBuffer();
    }

    private MemorySegment mapped(int step, long bytes) throws IOException {
        return channel.map(
                FileChannel.MapMode.READ_ONLY, (long) step << STEP_SHIFT, bytes, Arena.ofAuto());
    }

    @Override
    public int read(long offset, byte[] target, int from, int wanted) {
        int count = Math.clamp(length.bytes() - offset, 0, wanted);
        int done = 0;
        while (done < count) {
            long at = offset + done;
            int inStep = (int) at & (STEP - 1);
            int piece = Math.min(count - done, STEP - inStep);
            int step = (int) (at >>> STEP_SHIFT);
            try {
                copy(steps[step], inStep, target, from + done, piece);
            } catch (IllegalStateException e) {
                // The step's memory was replaced by its mapping just now, and that one stays.
                copy(steps[step], inStep, target, from + done, piece);
            }
            done += piece;
        }
        return count;
    }

    private static void copy(MemorySegment step, int offset, byte[] target, int from, int count) {
        MemorySegment.copy(step, ValueLayout.JAVA_BYTE, offset, target, from, count);
    }

    @Override
    public void awaitMore(long known, long nanos) throws InterruptedException {
        length.awaitMore(known, nanos);
    }

    /// Ends the file. Idempotent.
    @Override
    public void close() throws IOException {
        if (length.isComplete()) {
            return;
        }
        try (channel) {
            MemorySegment[] before = steps;
            MemorySegment[] after = before.clone();
            long begin = (long) (before.length - 1) << STEP_SHIFT;
            if (length.bytes() > begin) {
                after[before.length - 1] = mapped(before.length - 1, length.bytes() - begin);
            }
            steps = after;
            tailArena.close();
        } finally {
            length.complete();
        }
    }
}
