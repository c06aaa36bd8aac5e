package ismscope.device.region;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import ismscope.device.memory.Words;
import ismscope.device.os.MemoryFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A sealed memory file of a region's own, made when it is first written.
///
/// Until then it takes neither a descriptor nor a mapping and reads as zeros, which is what a fresh
/// file reads as; so a host can hold more regions than a process can open files. Threads: any;
/// nobody may use it while or after it is freed.
final class OwnMemory implements RegionMemory {
    private final long size;
    private final String name;
    private @Nullable MemoryFile file;
    private @Nullable Arena arena;
    private volatile @Nullable MemorySegment bytes;

    OwnMemory(long size, String name) {
        this.size = size;
        this.name = name;
    }

    @Override
    public void make() throws IOException {
        made();
    }

    private MemorySegment made() throws IOException {
        MemorySegment present = bytes;
        return present != null ? present : makeOnce();
    }

    private synchronized MemorySegment makeOnce() throws IOException {
        MemorySegment present = bytes;
        if (present != null) {
            return present;
        }
        MemoryFile created = MemoryFile.create(name, size);
        Arena mapping = Arena.ofShared();
        try {
            MemorySegment mapped = created.map(mapping);
            file = created;
            arena = mapping;
            bytes = mapped;
            return mapped;
        } catch (IOException e) {
            mapping.close();
            created.close();
            throw e;
        }
    }

    @Override
    public boolean isMade() {
        return bytes != null;
    }

    @Override
    public synchronized MemoryFile file() throws IOException {
        makeOnce();
        MemoryFile present = file;
        if (present == null) {
            throw new IllegalStateException("region memory without a file");
        }
        return present;
    }

    @Override
    public void load(long offset, byte[] target, int from, int length) {
        MemorySegment present = bytes;
        if (present == null) {
            Arrays.fill(target, from, from + length, (byte) 0);
        } else {
            MemorySegment.copy(present, JAVA_BYTE, offset, target, from, length);
        }
    }

    @Override
    public void store(long offset, byte[] source, int from, int length) throws IOException {
        MemorySegment.copy(source, from, made(), JAVA_BYTE, offset, length);
    }

    @Override
    public long load(long offset, int width) {
        MemorySegment present = bytes;
        return present == null ? 0 : Words.load(present, offset, width);
    }

    @Override
    public void store(long offset, int width, long value) throws IOException {
        Words.store(made(), offset, width, value);
    }

    @Override
    public long loadAcquire(long offset) {
        MemorySegment present = bytes;
        return present == null ? 0 : Words.loadAcquire(present, offset);
    }

    @Override
    public void storeRelease(long offset, long value) throws IOException {
        Words.storeRelease(made(), offset, value);
    }

    @Override
    public synchronized void free() {
        bytes = null;
        try {
            if (arena != null) {
                arena.close();
            }
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            // close(2) of a memory file has nothing to write back that could fail.
            throw new UncheckedIOException(e);
        }
    }
}
