package ismscope.device.vhost;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/// Doorbells that a guest rings by plain stores to its notify area, found by looking.
///
/// What is found is set back to zero. So several stores to one chunk between two looks are one, a
/// store of zero is none, and the order of different chunks is lost. Thread: the host's owner
/// thread.
final class StoredBells {
    private static final VarHandle LONG = JAVA_LONG.varHandle();

    private final MemorySegment area;
    private final long notifySize;

    /// Takes the start of a chunk's doorbell.
    interface Bells {
        void rung(long offset);
    }

    /// @param area the notify area, whole words
    /// @param notifySize bytes of it for each chunk
    StoredBells(MemorySegment area, long notifySize) {
        this.area = area;
        this.notifySize = notifySize;
    }

    /// Looks for doorbells, and takes those that are rung.
    ///
    /// @param end looks at the chunks whose doorbells begin before it
    /// @return whether there were any
    boolean take(long end, Bells bells) {
        boolean any = false;
        long last = -1;
        for (long at = 0; at < end && at < area.byteSize(); at += Long.BYTES) {
            if (area.get(JAVA_LONG, at) == 0) {
                continue;
            }
            any = true;
            long stored = (long) LONG.getAndSet(area, at, 0L);
            for (int i = 0; i < Long.BYTES; i++) {
                long bell = (at + i) / notifySize * notifySize;
                if ((stored >>> (i * Byte.SIZE) & 0xff) != 0 && bell != last) {
                    last = bell;
                    bells.rung(bell);
                }
            }
        }
        return any;
    }
}
