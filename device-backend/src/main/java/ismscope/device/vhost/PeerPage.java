package ismscope.device.vhost;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/// A page that host and process peer share: doorbells one way, interrupts the other, each without a
/// system call as long as the other side is awake.
///
/// ```
///    0 head(4)     doorbells rung so far, by the peer
///   64 tail(4)     doorbells taken so far, by the host
///  128 wanted(4)   1: the host sleeps, the peer must kick after it rang
///  256 vector bits(256)   interrupts that the peer has not taken
/// 1024 bell(8)[256]       offset into the notify area | bytes stored << 56, the oldest at tail
/// ```
///
/// Both sides check what the other wrote. Thread: either side one at a time.
public final class PeerPage {
    /// Bytes of the page.
    public static final int BYTES = 4096;

    /// Doorbells that are under way at most.
    public static final int BELLS = 256;

    /// Interrupt vectors that there is room for.
    public static final int VECTORS = 2048;

    private static final long HEAD = 0;
    private static final long TAIL = 64;
    private static final long WANTED = 128;
    private static final long VECTOR_BITS = 256;
    private static final long BELL = 1024;
    private static final int WIDTH_SHIFT = 56;
    private static final long OFFSET_MASK = (1L << WIDTH_SHIFT) - 1;
    private static final VarHandle INT = JAVA_INT.varHandle();
    private static final VarHandle LONG = JAVA_LONG.varHandle();

    private final MemorySegment page;

    /// The host's count of doorbells taken; what the peer writes into the page is not believed.
    private int taken;

    /// Takes doorbells.
    @FunctionalInterface
    public interface Bells {
        /// One that was rung.
        void rung(long offset, int width);
    }

    /// One side's view of the page.
    ///
    /// @param page 4096 bytes, zeros at first
    public PeerPage(MemorySegment page) {
        this.page = page;
    }

    /// Host: begins anew with a guest that begins anew.
    void clear() {
        page.fill((byte) 0);
        taken = 0;
        INT.setVolatile(page, WANTED, 1);
    }

    /// Peer: rings, if there is room.
    ///
    /// @return whether it is rung
    public boolean ring(long offset, int width) {
        int head = (int) INT.get(page, HEAD);
        if (head - (int) INT.getAcquire(page, TAIL) >= BELLS) {
            return false;
        }
        page.set(JAVA_LONG, BELL + (head & (BELLS - 1)) * 8L, offset | (long) width << WIDTH_SHIFT);
        INT.setRelease(page, HEAD, head + 1);
        return true;
    }

    /// {@return whether the peer must kick the host for what it rang}
    public boolean kickWanted() {
        VarHandle.fullFence();
        return (int) INT.get(page, WANTED) != 0 && (int) INT.getAndSet(page, WANTED, 0) != 0;
    }

    /// Host: takes what was rung, at most as many as fit.
    ///
    /// @return how many were taken, -1 if the peer claims more than fit
    int take(Bells bells) {
        int waiting = (int) INT.getAcquire(page, HEAD) - taken;
        if (waiting < 0 || waiting > BELLS) {
            return -1;
        }
        for (int i = 0; i < waiting; i++) {
            long bell = page.get(JAVA_LONG, BELL + (taken & (BELLS - 1)) * 8L);
            taken++;
            INT.setRelease(page, TAIL, taken);
            bells.rung(bell & OFFSET_MASK, (int) (bell >>> WIDTH_SHIFT));
        }
        return waiting;
    }

    /// {@return whether something is rung that the host has not taken}
    boolean isRung() {
        return (int) INT.getAcquire(page, HEAD) != taken;
    }

    /// Host: wants to be kicked from now on.
    ///
    /// @return whether something was rung meanwhile, so that no kick will tell of it
    boolean sleep() {
        INT.setVolatile(page, WANTED, 1);
        VarHandle.fullFence();
        return isRung();
    }

    /// Host: notes an interrupt.
    void raise(int vector) {
        long word = VECTOR_BITS + vector / Long.SIZE * 8L;
        LONG.getAndBitwiseOr(page, word, 1L << vector);
    }

    /// Peer: takes the interrupts that are noted.
    ///
    /// @param vectors how many there are
    public void takeVectors(int vectors, java.util.function.IntConsumer handler) {
        for (int first = 0; first < vectors; first += Long.SIZE) {
            long word = VECTOR_BITS + first / Long.SIZE * 8L;
            long bits =
                    (long) LONG.getVolatile(page, word) == 0
                            ? 0
                            : (long) LONG.getAndSet(page, word, 0L);
            for (; bits != 0; bits &= bits - 1) {
                handler.accept(first + Long.numberOfTrailingZeros(bits));
            }
        }
    }
}
