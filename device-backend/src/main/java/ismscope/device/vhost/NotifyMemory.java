package ismscope.device.vhost;

import ismscope.device.os.MemoryFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Memory behind shared memory id 2: the notify area, and the page that is shared with a process
/// peer. New for each start of a device. Thread: the host's owner thread.
final class NotifyMemory {
    private final MemoryFile file;
    private final Arena arena;
    private final PeerPage page;
    private final StoredBells stored;

    private NotifyMemory(MemoryFile file, Arena arena, PeerPage page, StoredBells stored) {
        this.file = file;
        this.arena = arena;
        this.page = page;
        this.stored = stored;
    }

    static NotifyMemory create(SharedLayout layout) throws IOException {
        MemoryFile file = MemoryFile.create("ism-notify", layout.notifyArea());
        Arena arena = Arena.ofConfined();
        try {
            MemorySegment all = file.map(arena);
            PeerPage page = new PeerPage(all.asSlice(layout.peerPage(), PeerPage.BYTES));
            page.clear();
            return new NotifyMemory(
                    file,
                    arena,
                    page,
                    new StoredBells(all.asSlice(0, layout.peerPage()), layout.notifySize()));
        } catch (IOException e) {
            arena.close();
            file.close();
            throw e;
        }
    }

    PeerPage page() {
        return page;
    }

    StoredBells stored() {
        return stored;
    }

    /// Asks the front-end to map it.
    void share(BackChannel channel, SharedLayout layout) {
        try {
            channel.map(
                    new SharedPiece(
                            SharedLayout.NOTIFY_ID,
                            0,
                            0,
                            layout.notifyArea(),
                            SharedPiece.WRITABLE),
                    file.duplicate(),
                    _ -> {});
        } catch (IOException _) {
            // Without a descriptor for it no region can be mapped either, and that is answered.
            return;
        }
    }

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
