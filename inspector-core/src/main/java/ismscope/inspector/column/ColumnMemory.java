package ismscope.inspector.column;

import ismscope.device.os.PrivateMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Where the columns of one session have their memory from: large pieces of the system's, cut up.
///
/// Nothing is given back alone; all of it is when nobody can reach any column of it. Owned by the
/// thread that adds to the columns.
public final class ColumnMemory {
    private static final long FIRST_PIECE = 2 << 20;
    private static final long LARGEST_PIECE = 64 << 20;
    private static final long LARGEST_SPARSE_PIECE = PrivateMemory.HUGE_FROM / 2;

    private final Arena arena = Arena.ofAuto();
    private MemorySegment piece = MemorySegment.NULL;
    private final long largestPiece;
    private long used;
    private long nextPiece = FIRST_PIECE;

    /// Memory of which nothing is used yet.
    public ColumnMemory() {
        this(LARGEST_PIECE);
    }

    private ColumnMemory(long largestPiece) {
        this.largestPiece = largestPiece;
    }

    /// {@return memory for many columns of which most stay short: it is taken from the system in
    /// small pages}
    public static ColumnMemory sparse() {
        return new ColumnMemory(LARGEST_SPARSE_PIECE);
    }

    /// {@return zeroed memory for 64-bit values}
    ///
    /// @param bytes a multiple of 8, at most 1 MiB
    /// @throws OutOfMemoryError if the system has none
    MemorySegment take(long bytes) {
        if (used + bytes > piece.byteSize()) {
            try {
                piece = PrivateMemory.map(nextPiece, arena);
            } catch (IOException e) {
                throw exhausted(e);
            }
            used = 0;
            nextPiece = Math.min(nextPiece * 4, largestPiece);
        }
        MemorySegment taken = piece.asSlice(used, bytes, ValueLayout.JAVA_LONG.byteAlignment());
        used += bytes;
        return taken;
    }

    private static OutOfMemoryError exhausted(IOException cause) {
        OutOfMemoryError error = new OutOfMemoryError("no memory for columns");
        error.initCause(new UncheckedIOException(cause));
        return error;
    }
}
