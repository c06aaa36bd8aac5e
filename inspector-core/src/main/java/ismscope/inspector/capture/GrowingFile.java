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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

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
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private Arena tailArena = Arena.ofShared();
    private ByteBuffer tail;
    private volatile MemorySegment[] steps;
    private volatile long length;
    private volatile boolean complete;
    private boolean broken;
    private final AtomicInteger waiting = new AtomicInteger();

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
        return length;
    }

    @Override
    public boolean isComplete() {
        return complete;
    }

    @Override
    public boolean isOpen() {
        return !complete;
    }

    /// Appends.
    ///
    /// @throws IOException if the disk is (nearly) full or fails; the file then ends with what was
    ///   appended before
    @Override
    public int write(ByteBuffer source) throws IOException {
        if (complete || broken) {
            throw new ClosedChannelException();
        }
        int count = source.remaining();
        long end = length;
        try {
            while (source.hasRemaining()) {
                if (!tail.hasRemaining()) {
                    nextStep();
                }
                end += append(source, end);
            }
        } catch (IOException e) {
            broken = true;
            channel.truncate(length);
            throw e;
        }
        publish(end);
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

    private void publish(long end) {
        length = end;
        // Volatile on both sides: either the waiter sees the new length or it is seen here.
        if (waiting.get() > 0) {
            signal();
        }
    }

    private void signal() {
        lock.lock();
        try {
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int read(long offset, byte[] target, int from, int length) {
        int count = Math.clamp(this.length - offset, 0, length);
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
        lock.lockInterruptibly();
        try {
            waiting.incrementAndGet();
            long left = nanos;
            while (length <= known && !complete && left > 0) {
                left = grown.awaitNanos(left);
            }
        } finally {
            waiting.decrementAndGet();
            lock.unlock();
        }
    }

    /// Ends the file. Idempotent.
    @Override
    public void close() throws IOException {
        if (complete) {
            return;
        }
        try (channel) {
            MemorySegment[] before = steps;
            MemorySegment[] after = before.clone();
            long begin = (long) (before.length - 1) << STEP_SHIFT;
            if (length > begin) {
                after[before.length - 1] = mapped(before.length - 1, length - begin);
            }
            steps = after;
            tailArena.close();
        } finally {
            complete = true;
            signal();
        }
    }
}
