package ismscope.device.vfio;

import ismscope.device.memory.GuestMemory;
import ismscope.device.memory.MemorySlot;
import ismscope.device.os.MemoryFile;
import ismscope.device.os.PassedFile;
import ismscope.device.vfio.VfioRequest.DmaUnmap;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a VMM says lies at which guest addresses.
///
/// Writable files become the device's guest memory. Ranges without a file (ROM, the device's own
/// BARs, RAM that is not shared) and read-only files are remembered, so that nothing can overlap
/// them and they can go again; the device cannot use them, which a driver never needs. A file's
/// descriptor is closed as soon as it is mapped: a VMM sends the same file again and again.
///
/// Guarantees: what is unmapped is first taken from the device, then unmapped. Thread: the host's
/// owner thread.
final class DmaMap implements AutoCloseable {
    /// Ranges at one time: what guest memory can have.
    static final int MOST = GuestMemory.MAX_SLOTS;

    private static final long PAGE = 4096;

    private final NavigableMap<Long, Range> ranges = new TreeMap<>(Long::compareUnsigned);
    private final Consumer<GuestMemory> device;

    /// A range of guest addresses.
    ///
    /// @param bytes null if the device cannot use it
    /// @param hole whether it came without a file and is writable: RAM, perhaps, that is private
    private record Range(
            long address,
            long size,
            @Nullable MemorySegment bytes,
            @Nullable Arena arena,
            boolean hole) {
        long last() {
            return address + (size - 1);
        }
    }

    /// @param device takes the guest's memory whenever it changes, and uses only what it got last
    DmaMap(Consumer<GuestMemory> device) {
        this.device = device;
    }

    /// Takes a range in.
    ///
    /// @param file what is there; null if the VMM gives none
    void map(VfioRequest.DmaMap request, @Nullable PassedFile file) throws VfioRefusal {
        long address = request.address();
        long size = request.size();
        if (((address | size | request.offset()) & (PAGE - 1)) != 0) {
            throw VfioRefusal.invalid("no whole pages: " + text(request));
        }
        Map.Entry<Long, Range> before = ranges.floorEntry(address + (size - 1));
        if (before != null && Long.compareUnsigned(before.getValue().last(), address) >= 0) {
            throw new VfioRefusal(
                    VfioRefusal.EEXIST, "overlaps a range that is mapped: " + text(request));
        }
        if (ranges.size() >= MOST) {
            throw new VfioRefusal(VfioRefusal.ENOSPC, "more ranges than " + MOST);
        }
        boolean writable = (request.flags() & VfioRequest.DmaMap.WRITABLE) != 0;
        if (file == null || !writable) {
            requireSize(request, file);
            ranges.put(address, new Range(address, size, null, null, file == null && writable));
            return;
        }
        ranges.put(address, mapped(request, file));
        device.accept(memory());
    }

    /// A read-only file is looked at only for whether it is what the message says.
    private static void requireSize(VfioRequest.DmaMap request, @Nullable PassedFile file)
            throws VfioRefusal {
        if (file != null) {
            try (MemoryFile memory = file.toMemory()) {
                requireInside(request, memory);
            } catch (IOException e) {
                throw VfioRefusal.invalid(reason(e) + ": " + text(request));
            }
        }
    }

    private static Range mapped(VfioRequest.DmaMap request, PassedFile file) throws VfioRefusal {
        Arena arena = Arena.ofShared();
        try (MemoryFile memory = file.toMemory()) {
            requireInside(request, memory);
            MemorySegment bytes =
                    memory.map(
                            arena, request.offset(), request.size(), MemoryFile.Access.READ_WRITE);
            return new Range(request.address(), request.size(), bytes, arena, false);
        } catch (IOException e) {
            arena.close();
            throw VfioRefusal.invalid(reason(e) + ": " + text(request));
        } catch (VfioRefusal e) {
            arena.close();
            throw e;
        }
    }

    private static void requireInside(VfioRequest.DmaMap request, MemoryFile file)
            throws VfioRefusal {
        long offset = request.offset();
        if (offset < 0
                || offset > file.size()
                || request.size() > file.size() - offset
                || request.size() < 0) {
            throw VfioRefusal.invalid(
                    "beyond the file of %d bytes: %s".formatted(file.size(), text(request)));
        }
    }

    private static String reason(IOException e) {
        return String.valueOf(e.getMessage());
    }

    private static String text(VfioRequest.DmaMap request) {
        return "address=0x%x size=0x%x offset=0x%x"
                .formatted(request.address(), request.size(), request.offset());
    }

    /// Takes ranges out, which must be whole; where nothing is, nothing is done: a QEMU with an
    /// IOMMU unmaps what it has never mapped.
    void unmap(DmaUnmap request) throws VfioRefusal {
        boolean all = request.flags() == DmaUnmap.ALL;
        long last = request.address() + (request.size() - 1);
        NavigableMap<Long, Range> gone =
                all ? ranges : ranges.subMap(request.address(), true, last, true);
        Map.Entry<Long, Range> before = all ? null : ranges.lowerEntry(request.address());
        boolean cutsFirst =
                before != null
                        && Long.compareUnsigned(before.getValue().last(), request.address()) >= 0;
        boolean cutsLast =
                !all
                        && !gone.isEmpty()
                        && Long.compareUnsigned(gone.lastEntry().getValue().last(), last) > 0;
        if (cutsFirst || cutsLast) {
            throw VfioRefusal.invalid(
                    "cuts a range that is mapped: address=0x%x size=0x%x"
                            .formatted(request.address(), request.size()));
        }
        List<Range> removed = new ArrayList<>(gone.values());
        gone.clear();
        release(removed);
    }

    private void release(List<Range> removed) {
        if (removed.stream().anyMatch(range -> range.arena != null)) {
            device.accept(memory());
        }
        for (Range range : removed) {
            if (range.arena != null) {
                range.arena.close();
            }
        }
    }

    private GuestMemory memory() {
        List<MemorySlot> slots = new ArrayList<>();
        for (Range range : ranges.values()) {
            if (range.bytes != null) {
                slots.add(new MemorySlot(range.address, range.bytes));
            }
        }
        return new GuestMemory(slots);
    }

    /// {@return whether an address is in writable memory that came without a file}
    boolean isHole(long address) {
        Map.Entry<Long, Range> at = ranges.floorEntry(address);
        return at != null
                && at.getValue().hole
                && Long.compareUnsigned(address, at.getValue().last()) <= 0;
    }

    /// {@return ranges at this time}
    int size() {
        return ranges.size();
    }

    /// Takes everything out. The device is gone, or gets memory of nothing.
    @Override
    public void close() {
        List<Range> removed = new ArrayList<>(ranges.values());
        ranges.clear();
        release(removed);
    }
}
