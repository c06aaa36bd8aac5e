package ismscope.device.region;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import ismscope.device.memory.Words;
import ismscope.device.os.MemoryFile;
import ismscope.device.protocol.Area;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/// Chunks of a pool's file that are one region's as long as it lives.
///
/// Guests have the whole file mapped: they write to it without the host, and may have written to
/// these chunks before. So they are cleared when the region begins, and again when it ends.
final class PoolMemory implements RegionMemory {
    private final MemoryPool pool;
    private final Placement placement;

    PoolMemory(MemoryPool pool, Placement placement) {
        this.pool = pool;
        this.placement = placement;
        pool.take(placement);
    }

    /// {@return where a byte of the region is in the pool}
    private long inPool(long offset) {
        long start = 0;
        for (Area area : placement.areas()) {
            if (offset < start + area.size()) {
                return area.offset() + (offset - start);
            }
            start += area.size();
        }
        throw new IndexOutOfBoundsException("offset=" + offset);
    }

    /// {@return bytes of the region that follow each other in the pool from a byte on}
    private long run(long offset) {
        long start = 0;
        for (Area area : placement.areas()) {
            start += area.size();
            if (offset < start) {
                return start - offset;
            }
        }
        throw new IndexOutOfBoundsException("offset=" + offset);
    }

    @Override
    public void make() {}

    @Override
    public boolean isMade() {
        return true;
    }

    @Override
    public MemoryFile file() throws IOException {
        throw new IOException("the region is a part of the pool " + pool.name());
    }

    @Override
    public void load(long offset, byte[] target, int from, int length) {
        for (int done = 0; done < length; ) {
            int piece = (int) Math.min(length - done, run(offset + done));
            MemorySegment.copy(
                    pool.bytes(), JAVA_BYTE, inPool(offset + done), target, from + done, piece);
            done += piece;
        }
    }

    @Override
    public void store(long offset, byte[] source, int from, int length) {
        for (int done = 0; done < length; ) {
            int piece = (int) Math.min(length - done, run(offset + done));
            MemorySegment.copy(
                    source, from + done, pool.bytes(), JAVA_BYTE, inPool(offset + done), piece);
            done += piece;
        }
    }

    @Override
    public long load(long offset, int width) {
        return Words.load(pool.bytes(), inPool(offset), width);
    }

    @Override
    public void store(long offset, int width, long value) {
        Words.store(pool.bytes(), inPool(offset), width, value);
    }

    @Override
    public long loadAcquire(long offset) {
        return Words.loadAcquire(pool.bytes(), inPool(offset));
    }

    @Override
    public void storeRelease(long offset, long value) {
        Words.storeRelease(pool.bytes(), inPool(offset), value);
    }

    @Override
    public void free() {
        pool.give(placement);
    }
}
