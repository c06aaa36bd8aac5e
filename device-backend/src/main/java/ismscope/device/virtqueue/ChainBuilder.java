package ismscope.device.virtqueue;

import ismscope.device.memory.GuestMemory;
import ismscope.device.tap.ViolationRule;
import java.util.Arrays;

/// Collects the descriptors of one chain and checks what holds for every layout: number, addresses,
/// order of readable and writable, total length. One per queue, used for one chain after the other.
///
/// A descriptor of length 0 is legal (virtio 1.3 forbids none) and adds nothing; its address is not
/// looked at. A chain without any byte is not: nothing could be asked or answered with it.
final class ChainBuilder {
    /// The used length has 32 bits, so no chain may hold more.
    static final long MAX_BYTES = 0xFFFF_FFFFL;

    private static final int USUAL_PIECES = 8;

    private final GuestMemory memory;
    private final Breakage breakage;

    /// Most descriptors in a chain, those in an indirect table counted: the queue size, as `virtio
    /// 1.3 2.7.5.3.1` and `2.8.17` say.
    private final int limit;

    private long[] pieces = new long[2 * USUAL_PIECES];
    private int filled;
    private int firstWritable;
    private int descriptors;
    private long readableLength;
    private long totalLength;
    private boolean writing;

    ChainBuilder(GuestMemory memory, int limit, Breakage breakage) {
        this.memory = memory;
        this.limit = limit;
        this.breakage = breakage;
    }

    void clear() {
        filled = 0;
        firstWritable = 0;
        descriptors = 0;
        readableLength = 0;
        totalLength = 0;
        writing = false;
    }

    /// Adds a descriptor.
    ///
    /// @param low its first 8 bytes: the address
    /// @param high its last 8 bytes, kept for the report
    void add(long low, long high, boolean writable) throws VirtqueueException {
        long length = high & 0xFFFF_FFFFL;
        if (++descriptors > limit) {
            throw breakage.of(ViolationRule.CHAIN_LOOP, "most=" + limit, low, high);
        }
        if (writing && !writable) {
            throw breakage.of(
                    ViolationRule.WRITABLE_BEFORE_READABLE,
                    "position=" + (descriptors - 1),
                    low,
                    high);
        }
        if (!memory.covers(low, length)) {
            throw breakage.of(
                    ViolationRule.DESCRIPTOR_ADDRESS,
                    "address=0x%x length=%d".formatted(low, length),
                    low,
                    high);
        }
        totalLength += length;
        if (totalLength > MAX_BYTES) {
            throw breakage.of(ViolationRule.CHAIN_TOO_LONG, "bytes=" + totalLength, low, high);
        }
        if (writable && !writing) {
            writing = true;
            firstWritable = filled;
            readableLength = totalLength - length;
        }
        if (length > 0) {
            append(low, length);
        }
    }

    /// Ends the chain.
    void finish(long low, long high) throws VirtqueueException {
        if (totalLength == 0) {
            throw breakage.of(ViolationRule.CHAIN_EMPTY, "descriptors=" + descriptors, low, high);
        }
        if (!writing) {
            firstWritable = filled;
            readableLength = totalLength;
        }
    }

    private void append(long address, long length) {
        if (filled == pieces.length) {
            pieces = Arrays.copyOf(pieces, 2 * pieces.length);
        }
        pieces[filled] = address;
        pieces[filled + 1] = length;
        filled += 2;
    }

    GuestMemory memory() {
        return memory;
    }

    /// {@return a copy}
    long[] pieces() {
        return Arrays.copyOf(pieces, filled);
    }

    int firstWritable() {
        return firstWritable;
    }

    int descriptors() {
        return descriptors;
    }

    long readableLength() {
        return readableLength;
    }

    long writableLength() {
        return totalLength - readableLength;
    }
}
