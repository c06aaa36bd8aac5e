package ismscope.device.os;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// A `struct msghdr` of one piece of bytes and up to [#MOST_DESCRIPTORS] descriptors, used again
/// and again.
///
/// ```
/// msghdr  0 name  8 namelen  16 iov  24 iovlen  32 control  40 controllen  48 flags
/// iovec   0 base  8 length
/// cmsghdr 0 length  8 level  12 type  16 descriptors (i32 each)
/// ```
///
/// Thread: one at a time.
final class SocketMessage {
    /// What a message carries at most: more than any of our protocols passes.
    static final int MOST_DESCRIPTORS = 32;

    private static final int SOL_SOCKET = 1;
    private static final int SCM_RIGHTS = 1;
    private static final int MSG_CTRUNC = 8;
    private static final long IOV_AT = 16;
    private static final long IOVLEN_AT = 24;
    private static final long CONTROL_AT = 32;
    private static final long CONTROLLEN_AT = 40;
    private static final long FLAGS_AT = 48;
    private static final long MSGHDR_BYTES = 56;
    private static final long CMSG_HEADER = 16;
    private static final long CONTROL_BYTES = CMSG_HEADER + MOST_DESCRIPTORS * Integer.BYTES;

    private final MemorySegment header;
    private final MemorySegment piece;
    private final MemorySegment control;

    SocketMessage() {
        Arena arena = Arena.ofAuto();
        header = arena.allocate(MSGHDR_BYTES, Long.BYTES);
        piece = arena.allocate(2 * Long.BYTES, Long.BYTES);
        control = arena.allocate(CONTROL_BYTES, Long.BYTES);
        header.set(ADDRESS, IOV_AT, piece);
        header.set(JAVA_LONG, IOVLEN_AT, 1);
    }

    /// {@return the header, ready to receive}
    MemorySegment toReceive(MemorySegment bytes) {
        place(bytes);
        header.set(ADDRESS, CONTROL_AT, control);
        header.set(JAVA_LONG, CONTROLLEN_AT, CONTROL_BYTES);
        header.set(JAVA_INT, FLAGS_AT, 0);
        return header;
    }

    /// {@return the header, ready to send}
    MemorySegment toSend(MemorySegment bytes, int[] descriptors) {
        place(bytes);
        if (descriptors.length == 0) {
            header.set(ADDRESS, CONTROL_AT, MemorySegment.NULL);
            header.set(JAVA_LONG, CONTROLLEN_AT, 0);
            return header;
        }
        if (descriptors.length > MOST_DESCRIPTORS) {
            throw new IllegalArgumentException("too many: descriptors=" + descriptors.length);
        }
        long length = CMSG_HEADER + (long) descriptors.length * Integer.BYTES;
        control.set(JAVA_LONG, 0, length);
        control.set(JAVA_INT, 8, SOL_SOCKET);
        control.set(JAVA_INT, 12, SCM_RIGHTS);
        for (int i = 0; i < descriptors.length; i++) {
            control.set(JAVA_INT, CMSG_HEADER + (long) i * Integer.BYTES, descriptors[i]);
        }
        header.set(ADDRESS, CONTROL_AT, control);
        header.set(JAVA_LONG, CONTROLLEN_AT, (length + Long.BYTES - 1) & -Long.BYTES);
        return header;
    }

    private void place(MemorySegment bytes) {
        piece.set(ADDRESS, 0, bytes);
        piece.set(JAVA_LONG, Long.BYTES, bytes.byteSize());
    }

    /// {@return the descriptors that were received; the caller owns them}
    int[] received() {
        long filled = header.get(JAVA_LONG, CONTROLLEN_AT);
        if (filled < CMSG_HEADER
                || control.get(JAVA_INT, 8) != SOL_SOCKET
                || control.get(JAVA_INT, 12) != SCM_RIGHTS) {
            return new int[0];
        }
        int count = (int) ((control.get(JAVA_LONG, 0) - CMSG_HEADER) / Integer.BYTES);
        return control.asSlice(CMSG_HEADER, (long) count * Integer.BYTES).toArray(JAVA_INT);
    }

    /// {@return whether there were more descriptors than fit; the system has closed the rest}
    boolean isCut() {
        return (header.get(JAVA_INT, FLAGS_AT) & MSG_CTRUNC) != 0;
    }
}
