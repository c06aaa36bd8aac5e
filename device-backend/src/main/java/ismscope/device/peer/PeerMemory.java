package ismscope.device.peer;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import ismscope.device.guest.DeviceMemory;
import ismscope.device.os.MemoryFile;
import ismscope.device.os.MemoryFile.Access;
import ismscope.device.vhost.SharedPiece;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;

/// One shared memory of a process peer: pieces of files that the host has handed over.
///
/// Threads: loads and stores any; maps and unmaps one at a time, and an access that is under way
/// when its piece is unmapped is a fault.
final class PeerMemory implements DeviceMemory {
    private static final int PAGE = 4096;
    private static final VarHandle LE64 =
            ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN).varHandle();

    private final long size;
    private volatile Piece[] pieces = {};

    /// Part of a file that is mapped.
    private record Piece(long start, long end, MemorySegment bytes, Arena arena, boolean readable) {
        boolean allows(boolean store) {
            return store ? !bytes.isReadOnly() : readable;
        }
    }

    /// @param size bytes of the whole shared memory
    PeerMemory(long size) {
        this.size = size;
    }

    /// Maps a piece.
    ///
    /// @return false if it cannot be: no such range, something is mapped there, the file is too
    ///   short
    boolean map(SharedPiece piece, MemoryFile file) {
        long start = piece.offset();
        long length = piece.length();
        boolean inside = start >= 0 && length > 0 && length <= size - start;
        boolean whole = (start | length | piece.fileOffset()) % PAGE == 0;
        boolean there = piece.fileOffset() >= 0 && length <= file.size() - piece.fileOffset();
        if (!inside || !whole || !there || overlaps(start, start + length)) {
            return false;
        }
        Arena arena = Arena.ofShared();
        try {
            boolean writable = (piece.flags() & SharedPiece.WRITABLE) != 0;
            MemorySegment bytes =
                    file.map(
                            arena,
                            piece.fileOffset(),
                            length,
                            writable ? Access.READ_WRITE : Access.READ);
            boolean readable = (piece.flags() & SharedPiece.NOT_READABLE) == 0;
            Piece mapped = new Piece(start, start + length, bytes, arena, readable);
            pieces =
                    Stream.concat(Stream.of(pieces), Stream.of(mapped))
                            .sorted((a, b) -> Long.compare(a.start, b.start))
                            .toArray(Piece[]::new);
            return true;
        } catch (IOException e) {
            arena.close();
            return false;
        }
    }

    private boolean overlaps(long start, long end) {
        return Arrays.stream(pieces).anyMatch(piece -> start < piece.end && piece.start < end);
    }

    /// Unmaps exactly one piece.
    ///
    /// @return false if there is none with that start and length
    boolean unmap(SharedPiece wanted) {
        for (Piece piece : pieces) {
            if (piece.start == wanted.offset() && piece.end - piece.start == wanted.length()) {
                pieces =
                        Arrays.stream(pieces)
                                .filter(kept -> kept.start != piece.start)
                                .toArray(Piece[]::new);
                piece.arena.close();
                return true;
            }
        }
        return false;
    }

    /// Unmaps everything.
    void clear() {
        Piece[] all = pieces;
        pieces = new Piece[0];
        for (Piece piece : all) {
            piece.arena.close();
        }
    }

    /// {@return the bytes of a range that lies in one piece, for whoever works on them directly; an
    /// access after the piece was unmapped throws [IllegalStateException]}
    MemorySegment bytes(long offset, long length) throws AccessFault {
        Piece piece = at(offset, length, false);
        if (length > piece.end - offset) {
            throw fault("map", offset, length);
        }
        return piece.bytes.asSlice(offset - piece.start, length);
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void load(long offset, byte[] target, int from, int length) throws AccessFault {
        Objects.checkFromIndexSize(from, length, target.length);
        check(offset, length, false);
        try {
            for (int done = 0; done < length; ) {
                Piece piece = at(offset + done, 1, false);
                int part = (int) Math.min(length - done, piece.end - offset - done);
                MemorySegment.copy(
                        piece.bytes,
                        JAVA_BYTE,
                        offset + done - piece.start,
                        target,
                        from + done,
                        part);
                done += part;
            }
        } catch (IllegalStateException e) {
            throw fault("load", offset, length);
        }
    }

    @Override
    public void store(long offset, byte[] source, int from, int length) throws AccessFault {
        Objects.checkFromIndexSize(from, length, source.length);
        check(offset, length, true);
        try {
            for (int done = 0; done < length; ) {
                Piece piece = at(offset + done, 1, true);
                int part = (int) Math.min(length - done, piece.end - offset - done);
                MemorySegment.copy(
                        source,
                        from + done,
                        piece.bytes,
                        JAVA_BYTE,
                        offset + done - piece.start,
                        part);
                done += part;
            }
        } catch (IllegalStateException e) {
            throw fault("store", offset, length);
        }
    }

    @Override
    public long loadAcquire(long offset) throws AccessFault {
        Piece piece = at(offset, Long.BYTES, false);
        try {
            return (long) LE64.getAcquire(piece.bytes, offset - piece.start);
        } catch (IllegalStateException e) {
            throw fault("load", offset, Long.BYTES);
        }
    }

    @Override
    public void storeRelease(long offset, long value) throws AccessFault {
        Piece piece = at(offset, Long.BYTES, true);
        try {
            LE64.setRelease(piece.bytes, offset - piece.start, value);
        } catch (IllegalStateException e) {
            throw fault("store", offset, Long.BYTES);
        }
    }

    /// Every byte must be in a piece that allows it.
    private void check(long offset, int length, boolean store) throws AccessFault {
        if (offset < 0 || offset > size || length > size - offset) {
            throw fault(store ? "store" : "load", offset, length);
        }
        for (long next = offset; next < offset + length; ) {
            next = at(next, 1, store).end;
        }
    }

    /// {@return the piece that holds the byte}
    private Piece at(long offset, long length, boolean store) throws AccessFault {
        Piece[] now = pieces;
        int low = 0;
        int high = now.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Piece piece = now[middle];
            if (offset < piece.start) {
                high = middle - 1;
            } else if (offset >= piece.end) {
                low = middle + 1;
            } else if (piece.allows(store)) {
                return piece;
            } else {
                throw new AccessFault(
                        "not permitted: %s offset=0x%x length=%d"
                                .formatted(store ? "store" : "load", offset, length));
            }
        }
        throw fault(store ? "store" : "load", offset, length);
    }

    private static AccessFault fault(String access, long offset, long length) {
        return new AccessFault(
                "nothing is mapped: %s offset=0x%x length=%d".formatted(access, offset, length));
    }
}
