package ismscope.device.guest;

import ismscope.device.memory.GuestMemory;
import ismscope.device.memory.GuestMemoryException;
import ismscope.device.memory.MemorySlot;
import ismscope.device.os.MappedFile;
import java.io.IOException;
import java.util.List;

/// A guest's RAM: a memory file of its own, mapped once, and an allocator that a driver takes rings
/// and buffers from.
///
/// Shape: one slot at guest address [#BASE]. Pages that nobody touches cost nothing. The allocator
/// only goes up; a driver that starts over rewinds it.
///
/// Thread: the guest's; the bytes are shared with the device's thread.
public final class GuestRam implements AutoCloseable {
    /// Guest address of the first byte: not 0, so that a forgotten address is seen at once.
    public static final long BASE = 0x4000_0000L;

    /// Bytes of RAM that a guest has unless told otherwise.
    public static final long USUAL_SIZE = 4L << 20;

    private final MappedFile file;
    private final long size;
    private final GuestMemory memory;
    private long next = BASE;

    /// RAM of this many bytes, all zero.
    ///
    /// @param name for people
    /// @throws IOException if the system has no memory for it
    public GuestRam(String name, long size) throws IOException {
        this(new MappedFile("ram-" + name, size), size);
    }

    private GuestRam(MappedFile file, long size) {
        this.file = file;
        this.size = size;
        this.memory = new GuestMemory(List.of(new MemorySlot(BASE, file.segment(), file.file())));
    }

    /// RAM whose file is kept open, so that it can be passed to a host in another process.
    ///
    /// @throws IOException if the system has no memory or descriptor for it
    public static GuestRam passable(String name, long size) throws IOException {
        return new GuestRam(MappedFile.passable("ram-" + name, size), size);
    }

    /// {@return the memory as the device is given it}
    public GuestMemory memory() {
        return memory;
    }

    /// {@return bytes}
    public long size() {
        return size;
    }

    /// Takes bytes that nobody else has.
    ///
    /// @param alignment a power of two
    /// @return the guest address of the first
    /// @throws IllegalStateException if RAM is full
    public long allocate(long length, int alignment) {
        long address = (next + alignment - 1) & -alignment;
        if (address + length > BASE + size()) {
            throw new IllegalStateException(
                    "guest RAM is full: size=%d wanted=%d".formatted(size(), length));
        }
        next = address + length;
        return address;
    }

    /// Takes everything back, and clears it as a driver finds its pages.
    public void rewind() {
        write(BASE, new byte[Math.toIntExact(next - BASE)]);
        next = BASE;
    }

    /// Stores bytes.
    ///
    /// @throws IndexOutOfBoundsException if RAM does not go so far
    public void write(long address, byte[] bytes) {
        try {
            memory.write(address, bytes, 0, bytes.length);
        } catch (GuestMemoryException e) {
            throw new IndexOutOfBoundsException(e.getMessage());
        }
    }

    /// {@return a copy of bytes}
    ///
    /// @throws IndexOutOfBoundsException if RAM does not go so far
    public byte[] read(long address, int length) {
        byte[] bytes = new byte[length];
        try {
            memory.read(address, bytes, 0, length);
        } catch (GuestMemoryException e) {
            throw new IndexOutOfBoundsException(e.getMessage());
        }
        return bytes;
    }

    /// Gives the memory back. No device may use it any more.
    @Override
    public void close() {
        file.close();
    }
}
