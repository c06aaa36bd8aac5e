package ismscope.inspector.state;

import ismscope.inspector.column.SavedInput;
import ismscope.inspector.column.SavedOutput;
import java.io.IOException;
import java.util.Arrays;

/// A growing list of writes: the newest few in an array, full blocks of older ones in the store, so
/// that a page written once takes little and one written a million times nearly nothing of the
/// heap.
///
/// Thread: [#add] on the one that owns the timeline, the rest on any.
final class WriteList {
    private static final int FIRST_ROOM = 2;

    /// What is in the store, and the array for what follows. Replaced as one, so that a reader
    /// never takes a newer array for an older one.
    private record Parts(int[] blocks, int stored, long[] newest) {}

    private volatile Parts parts = new Parts(new int[0], 0, new long[FIRST_ROOM]);
    private volatile int count;

    /// {@return the list as it was saved}
    static WriteList load(SavedInput in) {
        WriteList list = new WriteList();
        int[] blocks = in.ints();
        long[] newest = in.longs();
        int stored = blocks.length * WriteStore.BLOCK;
        list.parts = new Parts(blocks, stored, newest);
        list.count = stored + newest.length;
        return list;
    }

    void save(SavedOutput out) throws IOException {
        Parts now = parts;
        out.ints(now.blocks, now.stored / WriteStore.BLOCK);
        out.longs(now.newest, count - now.stored);
    }

    /// Adds a write.
    ///
    /// @param store of the timeline, the same each time
    void add(long write, WriteStore store) {
        Parts now = parts;
        int size = count;
        int at = size - now.stored;
        if (at == WriteStore.BLOCK) {
            int index = now.stored / WriteStore.BLOCK;
            int[] blocks = now.blocks;
            if (index == blocks.length) {
                blocks = Arrays.copyOf(blocks, Math.max(FIRST_ROOM, index * 2));
            }
            blocks[index] = store.addBlock(now.newest);
            now = new Parts(blocks, size, new long[WriteStore.BLOCK]);
            at = 0;
        } else if (at == now.newest.length) {
            int room = Math.min(at * 2, WriteStore.BLOCK);
            now = new Parts(now.blocks, now.stored, Arrays.copyOf(now.newest, room));
        }
        now.newest[at] = write;
        parts = now;
        count = size + 1;
    }

    /// {@return how many there are}
    int size() {
        return count;
    }

    /// {@return the write at a place below a [#size] that was asked for before}
    long get(int at, WriteStore store) {
        Parts now = parts;
        return at < now.stored
                ? store.write(now.blocks[at / WriteStore.BLOCK], at % WriteStore.BLOCK)
                : now.newest[at - now.stored];
    }
}
