package ismscope.device.vhost;

import ismscope.device.memory.GuestMemory;
import ismscope.device.memory.MemorySlot;
import ismscope.device.os.MemoryFile;
import ismscope.device.os.MemoryFile.Access;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One guest's memory as its front-end describes it, mapped here.
///
/// What is in an old and a new table alike (file, place, size, addresses) keeps its mapping.
/// Thread: the host's owner thread.
final class MemoryTable {
    private static final int PAGE = 4096;

    private List<Mapped> regions = List.of();
    private final List<Mapped> retired = new ArrayList<>();

    /// A run of guest memory that is mapped.
    ///
    /// @param file kept open, so that the next table can be compared with it
    private record Mapped(
            GuestRegionEntry entry, MemoryFile file, Arena arena, MemorySegment segment) {
        void close() {
            try {
                arena.close();
                file.close();
            } catch (IOException e) {
                // close(2) has given the number back, whatever it says.
                return;
            }
        }
    }

    /// Takes over a new table.
    ///
    /// @param files as many as there are entries; owned by the table from here on, also when it
    ///   fails
    /// @return the memory; what is only in the old one stays mapped until [#closeRetired]
    /// @throws FrontEndFault if an entry cannot be, then the old table stays
    GuestMemory replace(List<GuestRegionEntry> entries, List<MemoryFile> files)
            throws FrontEndFault {
        List<Mapped> next = new ArrayList<>();
        List<Mapped> fresh = new ArrayList<>();
        int done = 0;
        try {
            for (; done < entries.size(); done++) {
                GuestRegionEntry entry = entries.get(done);
                Mapped kept = same(entry, files.get(done), next);
                if (kept == null) {
                    kept = map(entry, files.get(done));
                    fresh.add(kept);
                } else {
                    files.get(done).close();
                }
                next.add(kept);
            }
            GuestMemory memory = memoryOf(next);
            for (Mapped old : regions) {
                if (!next.contains(old)) {
                    retired.add(old);
                }
            }
            regions = next;
            return memory;
        } catch (IOException | IllegalArgumentException e) {
            fresh.forEach(Mapped::close);
            closeFrom(files, done);
            throw new FrontEndFault("guest memory that cannot be used", e);
        }
    }

    private static void closeFrom(List<MemoryFile> files, int first) {
        try {
            for (MemoryFile file : files.subList(first, files.size())) {
                file.close();
            }
        } catch (IOException e) {
            // close(2) has given the number back, whatever it says.
            return;
        }
    }

    private @Nullable Mapped same(GuestRegionEntry entry, MemoryFile file, List<Mapped> taken)
            throws IOException {
        for (Mapped old : regions) {
            if (old.entry.equals(entry) && !taken.contains(old) && old.file.isSameAs(file)) {
                return old;
            }
        }
        return null;
    }

    private static Mapped map(GuestRegionEntry entry, MemoryFile file) throws IOException {
        long size = entry.size();
        long offset = entry.fileOffset();
        if (size <= 0 || offset < 0 || offset % PAGE != 0 || size > file.size() - offset) {
            throw new IOException(
                    "a region of %d bytes at %d of a file of %d bytes"
                            .formatted(size, offset, file.size()));
        }
        Arena arena = Arena.ofConfined();
        try {
            MemorySegment segment = file.map(arena, offset, size, Access.READ_WRITE);
            return new Mapped(entry, file, arena, segment);
        } catch (IOException e) {
            arena.close();
            throw e;
        }
    }

    private static GuestMemory memoryOf(List<Mapped> regions) {
        List<MemorySlot> slots = new ArrayList<>();
        for (Mapped mapped : regions) {
            slots.add(new MemorySlot(mapped.entry.guestAddress(), mapped.segment));
        }
        return new GuestMemory(slots);
    }

    /// {@return the guest address of what the front-end calls `user`, null if it is in no region}
    @Nullable Long guestAddress(long user) {
        for (Mapped mapped : regions) {
            long into = user - mapped.entry.userAddress();
            if (Long.compareUnsigned(into, mapped.entry.size()) < 0) {
                return mapped.entry.guestAddress() + into;
            }
        }
        return null;
    }

    boolean isEmpty() {
        return regions.isEmpty();
    }

    /// Unmaps what is in no table any more. Nobody may use it.
    void closeRetired() {
        retired.forEach(Mapped::close);
        retired.clear();
    }

    /// Unmaps everything. Nobody may use it.
    void close() {
        closeRetired();
        regions.forEach(Mapped::close);
        regions = List.of();
    }
}
