package ismscope.device.region;

import ismscope.device.protocol.Area;
import ismscope.device.protocol.PermissionSet;
import ismscope.device.region.AccessRefusedException.Reason;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One device's device memory: which region lies at which chunk, and loads and stores through it.
///
/// ```
/// offset    0          1 chunk     2 chunks    3 chunks
///           |region A  |region A   |           |region B ...
/// ```
///
/// Guarantees:
/// 1. A load or store is checked against mappings and rights, and done, as one step: once a mapping
///    is removed or narrowed, no access under the old rights is under way or still to come.
/// 2. What is refused has loaded or stored nothing.
///
/// Thread: mappings are changed and looked up by the host's owner thread; loads and stores by any.
public final class DeviceWindow {
    private static final int FIRST_CHUNKS = 16;

    private final MemoryGeometry geometry;
    private final ChunkAllocator allocator;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Extent[] byChunk = new Extent[FIRST_CHUNKS];

    /// An area of a mapped region.
    ///
    /// @param start first byte in the window
    /// @param end byte behind the last
    /// @param inRegion where `start` is in the region
    private record Extent(Attachment attachment, long start, long end, long inRegion) {}

    /// A window with nothing in it.
    public DeviceWindow(MemoryGeometry geometry) {
        this.geometry = geometry;
        this.allocator = new ChunkAllocator(geometry.chunks());
    }

    /// {@return bytes in the window}
    public long size() {
        return geometry.windowSize();
    }

    /// {@return free chunks}
    public int freeChunks() {
        return allocator.free();
    }

    /// {@return where a region of that size would go, null if there are too few free chunks}
    ///
    /// @param regionSize a whole number of chunks, at least one
    public @Nullable Placement plan(long regionSize) {
        return Placement.plan(allocator, geometry, regionSize);
    }

    /// {@return where a region of that size would go in one piece, null if no run of free chunks
    /// holds it}
    ///
    /// @param regionSize a whole number of chunks, at least one
    public @Nullable Placement planOnePiece(long regionSize) {
        Placement placement = plan(regionSize);
        return placement == null || placement.areas().size() > 1 ? null : placement;
    }

    /// Maps a region as planned, with the rights that its grants give.
    ///
    /// @param asked READ and WRITE as the driver wants them
    public Attachment map(Region region, long devid, PermissionSet asked, Placement placement) {
        Attachment attachment = new Attachment(region, devid, asked, placement);
        lock.lock();
        try {
            allocator.take(attachment.runs());
            place(attachment);
        } finally {
            lock.unlock();
        }
        region.add(attachment);
        return attachment;
    }

    private void place(Attachment attachment) {
        long inRegion = 0;
        for (int i = 0; i < attachment.runs().size(); i++) {
            ChunkRun run = attachment.runs().get(i);
            Area area = attachment.areas().get(i);
            if (run.end() > byChunk.length) {
                int grown = Math.max(run.end(), byChunk.length * 2);
                byChunk = Arrays.copyOf(byChunk, Math.min(grown, geometry.chunks()));
            }
            long end = area.offset() + area.size();
            Arrays.fill(
                    byChunk,
                    run.first(),
                    run.end(),
                    new Extent(attachment, area.offset(), end, inRegion));
            inRegion += area.size();
        }
    }

    /// Removes a mapping; the region forgets the device.
    public void unmap(Attachment attachment) {
        lock.lock();
        try {
            for (ChunkRun run : attachment.runs()) {
                Arrays.fill(byChunk, run.first(), run.end(), null);
            }
            allocator.give(attachment.runs());
        } finally {
            lock.unlock();
        }
        attachment.region().remove(attachment);
    }

    /// Changes what the device may do from now on.
    public void narrow(Attachment attachment, PermissionSet rights) {
        lock.lock();
        try {
            attachment.setRights(rights);
        } finally {
            lock.unlock();
        }
    }

    /// {@return what is mapped at a chunk, null if nothing is}
    ///
    /// @param chunk any number
    public @Nullable Attachment at(long chunk) {
        Extent extent = chunk >= 0 && chunk < byChunk.length ? byChunk[(int) chunk] : null;
        return extent == null ? null : extent.attachment;
    }

    /// Copies bytes out of the window.
    public void load(long offset, byte[] target, int from, int length)
            throws AccessRefusedException {
        Objects.checkFromIndexSize(from, length, target.length);
        lock.lock();
        try {
            check(offset, length, PermissionSet.READ);
            for (int done = 0; done < length; ) {
                long at = offset + done;
                Extent extent = extentAt(at);
                int piece = (int) Math.min(length - done, extent.end - at);
                memory(extent).load(inRegion(extent, at), target, from + done, piece);
                done += piece;
            }
        } finally {
            lock.unlock();
        }
    }

    /// Copies bytes into the window.
    public void store(long offset, byte[] source, int from, int length, StoreObserver observer)
            throws AccessRefusedException {
        Objects.checkFromIndexSize(from, length, source.length);
        lock.lock();
        try {
            check(offset, length, PermissionSet.WRITE);
            for (int done = 0; done < length; ) {
                long at = offset + done;
                Extent extent = extentAt(at);
                int piece = (int) Math.min(length - done, extent.end - at);
                long inRegion = inRegion(extent, at);
                observer.stores(extent.attachment.region(), inRegion, source, from + done, piece);
                memory(extent).store(inRegion, source, from + done, piece);
                done += piece;
            }
        } catch (IOException e) {
            throw new AssertionError("memory was made when the access was checked", e);
        } finally {
            lock.unlock();
        }
    }

    /// {@return a little-endian word, loaded with acquire order}
    ///
    /// @param offset a multiple of 8
    public long loadAcquire(long offset) throws AccessRefusedException {
        requireAligned(offset);
        lock.lock();
        try {
            check(offset, Long.BYTES, PermissionSet.READ);
            Extent extent = extentAt(offset);
            return memory(extent).loadAcquire(inRegion(extent, offset));
        } finally {
            lock.unlock();
        }
    }

    /// Stores a little-endian word with release order.
    ///
    /// @param offset a multiple of 8
    public void storeRelease(long offset, long value, StoreObserver observer)
            throws AccessRefusedException {
        requireAligned(offset);
        lock.lock();
        try {
            check(offset, Long.BYTES, PermissionSet.WRITE);
            Extent extent = extentAt(offset);
            long inRegion = inRegion(extent, offset);
            byte[] bytes = new byte[Long.BYTES];
            for (int i = 0; i < Long.BYTES; i++) {
                bytes[i] = (byte) (value >>> (i * Byte.SIZE));
            }
            observer.stores(extent.attachment.region(), inRegion, bytes, 0, Long.BYTES);
            memory(extent).storeRelease(inRegion, value);
        } catch (IOException e) {
            throw new AssertionError("memory was made when the access was checked", e);
        } finally {
            lock.unlock();
        }
    }

    /// {@return a little-endian number, zero-extended, that one instruction of the guest loads}
    ///
    /// @param width 1 to 8, at any offset
    public long load(long offset, int width, AccessObserver observer)
            throws AccessRefusedException {
        Objects.checkIndex(width - 1, Long.BYTES);
        lock.lock();
        try {
            check(offset, width, PermissionSet.READ);
            long value = 0;
            for (int done = 0; done < width; ) {
                long at = offset + done;
                Extent extent = extentAt(at);
                int piece = (int) Math.min(width - done, extent.end - at);
                long inRegion = inRegion(extent, at);
                long part = memory(extent).load(inRegion, piece);
                observer.accesses(extent.attachment.region(), inRegion, piece, false, part);
                value |= part << (done * Byte.SIZE);
                done += piece;
            }
            return value;
        } finally {
            lock.unlock();
        }
    }

    /// Stores the low bytes of a number, as one instruction of the guest does.
    ///
    /// @param width 1 to 8, at any offset
    public void store(long offset, int width, long value, AccessObserver observer)
            throws AccessRefusedException {
        Objects.checkIndex(width - 1, Long.BYTES);
        lock.lock();
        try {
            check(offset, width, PermissionSet.WRITE);
            for (int done = 0; done < width; ) {
                long at = offset + done;
                Extent extent = extentAt(at);
                int piece = (int) Math.min(width - done, extent.end - at);
                long inRegion = inRegion(extent, at);
                long part =
                        (value >>> (done * Byte.SIZE)) & (-1L >>> (Long.SIZE - piece * Byte.SIZE));
                observer.accesses(extent.attachment.region(), inRegion, piece, true, part);
                memory(extent).store(inRegion, piece, part);
                done += piece;
            }
        } catch (IOException e) {
            throw new AssertionError("memory was made when the access was checked", e);
        } finally {
            lock.unlock();
        }
    }

    /// Walks all areas that the range touches.
    private void check(long offset, int length, long right) throws AccessRefusedException {
        if (offset < 0 || offset > size() || length > size() - offset) {
            throw refusal(Reason.OUTSIDE, 0, offset, length, right);
        }
        for (long at = offset; at < offset + length; ) {
            Extent extent = extentOrNull(at);
            if (extent == null) {
                throw refusal(Reason.OUTSIDE, 0, offset, length, right);
            }
            Region region = extent.attachment.region();
            if (!extent.attachment.rights().has(right)) {
                throw refusal(Reason.NOT_PERMITTED, region.token(), offset, length, right);
            }
            if (right == PermissionSet.WRITE) {
                make(region);
            }
            at = extent.end;
        }
    }

    private static void make(Region region) throws AccessRefusedException {
        try {
            region.memory().make();
        } catch (IOException e) {
            throw new AccessRefusedException(
                    Reason.NO_MEMORY, region.token(), "no memory: " + e.getMessage());
        }
    }

    private static AccessRefusedException refusal(
            Reason reason, long token, long offset, int length, long right) {
        String access = right == PermissionSet.WRITE ? "store" : "load";
        return new AccessRefusedException(
                reason, token, "%s offset=0x%x length=%d".formatted(access, offset, length));
    }

    private static void requireAligned(long offset) {
        if ((offset & (Long.BYTES - 1)) != 0) {
            throw new IllegalArgumentException("misaligned: offset=" + offset);
        }
    }

    private @Nullable Extent extentOrNull(long offset) {
        long chunk = offset / geometry.chunkSize();
        return chunk < byChunk.length ? byChunk[(int) chunk] : null;
    }

    private Extent extentAt(long offset) {
        return Objects.requireNonNull(extentOrNull(offset));
    }

    private static long inRegion(Extent extent, long offset) {
        return extent.inRegion + (offset - extent.start);
    }

    private static RegionMemory memory(Extent extent) {
        return extent.attachment.region().memory();
    }
}
