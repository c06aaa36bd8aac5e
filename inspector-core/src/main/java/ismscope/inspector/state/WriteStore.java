package ismscope.inspector.state;

import ismscope.inspector.column.ColumnMemory;
import ismscope.inspector.column.LongColumn;
import ismscope.inspector.column.SavedInput;
import ismscope.inspector.column.SavedOutput;
import java.io.IOException;

/// Where the writes of all pages of a session lie once there are many: outside the heap.
///
/// Thread: what adds is the timeline's owner's; what reads is for any thread that learnt the place
/// by way of a volatile field written afterwards.
final class WriteStore {
    /// Writes in a block.
    static final int BLOCK = 64;

    private final LongColumn blocks;
    private final LongColumn pieces;

    /// Of the owner, for a page at a time.
    final long[] scratch = new long[PageWrites.PAGE];

    private WriteStore(LongColumn blocks, LongColumn pieces) {
        this.blocks = blocks;
        this.pieces = pieces;
    }

    /// {@return a store without writes}
    static WriteStore create() {
        ColumnMemory memory = new ColumnMemory();
        return new WriteStore(LongColumn.wide(memory), LongColumn.wide(memory));
    }

    /// {@return the store as it was saved}
    static WriteStore load(SavedInput in) {
        ColumnMemory memory = new ColumnMemory();
        return new WriteStore(LongColumn.load(in, memory), LongColumn.load(in, memory));
    }

    void save(SavedOutput out) throws IOException {
        blocks.save(out);
        pieces.save(out);
    }

    /// {@return number of the block that now holds these [#BLOCK] writes}
    int addBlock(long[] writes) {
        long start = blocks.length();
        for (int i = 0; i < BLOCK; i++) {
            blocks.add(writes[i]);
        }
        return (int) (start / BLOCK);
    }

    long write(int block, int at) {
        return blocks.get((long) block * BLOCK + at);
    }

    /// {@return where these values now begin, for [#piece]}
    long addPieces(long[] values, int count) {
        long start = pieces.length();
        for (int i = 0; i < count; i++) {
            pieces.add(values[i]);
        }
        return start;
    }

    long piece(long at) {
        return pieces.get(at);
    }
}
