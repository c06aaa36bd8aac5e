package ismscope.device.guest;

import ismscope.device.guest.DeviceMemory.AccessFault;
import ismscope.device.protocol.Area;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// A region as one guest sees it: where it lies in its device memory, and loads and stores to it.
///
/// Offsets are bytes from the start of the region; where the region is several areas, one access
/// may run over them. Whether it is still attached and what may be done is the device's to say, at
/// every access. Thread: the guest's.
public final class GuestRegion {
    private final DeviceMemory memory;
    private final long token;
    private final List<Area> areas;
    private final long size;

    GuestRegion(DeviceMemory memory, long token, List<Area> areas) {
        this.memory = memory;
        this.token = token;
        this.areas = List.copyOf(areas);
        this.size = areas.stream().mapToLong(Area::size).sum();
    }

    /// {@return the token that a peer attaches with}
    public long token() {
        return token;
    }

    /// {@return where it lies in this guest's device memory, in region order}
    public List<Area> areas() {
        return areas;
    }

    /// {@return bytes}
    public long size() {
        return size;
    }

    /// {@return the offset of its first area: what the device calls it in events to this guest}
    public long location() {
        return areas.getFirst().offset();
    }

    /// {@return where a byte of the region lies in this guest's device memory}
    ///
    /// @throws IndexOutOfBoundsException if the region has no such byte
    public long deviceOffset(long offset) {
        Objects.checkIndex(offset, size);
        long left = offset;
        for (Area area : areas) {
            if (left < area.size()) {
                return area.offset() + left;
            }
            left -= area.size();
        }
        throw new IndexOutOfBoundsException("offset=%d size=%d".formatted(offset, size));
    }

    /// Copies bytes into the region.
    ///
    /// @throws AccessFault if the device does not let this guest; what lies in earlier areas may be
    ///   stored then
    public void store(long offset, byte[] bytes) throws AccessFault {
        Objects.checkFromIndexSize(offset, bytes.length, size);
        for (int done = 0; done < bytes.length; ) {
            int piece = pieceLength(offset + done, bytes.length - done);
            memory.store(deviceOffset(offset + done), bytes, done, piece);
            done += piece;
        }
    }

    /// {@return a copy of bytes of the region}
    ///
    /// @throws AccessFault if the device does not let this guest
    public byte[] load(long offset, int length) throws AccessFault {
        Objects.checkFromIndexSize(offset, length, size);
        byte[] bytes = new byte[length];
        for (int done = 0; done < length; ) {
            int piece = pieceLength(offset + done, length - done);
            memory.load(deviceOffset(offset + done), bytes, done, piece);
            done += piece;
        }
        return bytes;
    }

    /// Stores text as UTF-8 with a zero byte behind it.
    public void storeText(long offset, String text) throws AccessFault {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[utf8.length + 1];
        System.arraycopy(utf8, 0, bytes, 0, utf8.length);
        store(offset, bytes);
    }

    /// {@return the UTF-8 text up to a zero byte, `most` bytes or the region's end}
    public String loadText(long offset, int most) throws AccessFault {
        byte[] bytes = load(offset, (int) Math.min(most, size - offset));
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) {
            length++;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    /// {@return a little-endian 64-bit word, loaded with acquire order}
    ///
    /// @param offset a multiple of 8
    public long loadAcquire(long offset) throws AccessFault {
        return memory.loadAcquire(deviceOffset(offset));
    }

    /// Stores a little-endian 64-bit word with release order.
    ///
    /// @param offset a multiple of 8
    public void storeRelease(long offset, long value) throws AccessFault {
        memory.storeRelease(deviceOffset(offset), value);
    }

    private int pieceLength(long offset, int most) {
        long end = 0;
        for (Area area : areas) {
            end += area.size();
            if (offset < end) {
                return (int) Math.min(most, end - offset);
            }
        }
        throw new IndexOutOfBoundsException("offset=%d size=%d".formatted(offset, size));
    }
}
