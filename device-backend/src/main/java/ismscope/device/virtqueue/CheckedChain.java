package ismscope.device.virtqueue;

import ismscope.device.memory.GuestMemory;
import ismscope.device.memory.GuestMemoryException;
import java.util.Objects;

/// A chain whose every byte was found in guest memory when it was taken.
///
/// Keeps what it read of the descriptors, so the guest changes nothing about it by changing them
/// afterwards. Access walks the pieces from the first: chains are short.
final class CheckedChain implements DescriptorChain {
    /// Address and length of each piece with bytes in it, the readable ones first.
    private final long[] pieces;

    private final Virtqueue queue;
    private final GuestMemory memory;
    private final int firstWritable;
    private final int head;
    private final int descriptors;
    private final long readableLength;
    private final long writableLength;

    /// Entries that the chain takes of a packed ring; of a split one, always 1.
    private final int ringEntries;

    /// How many chains the queue took before this one, as a number that wraps.
    private final int sequence;

    private boolean given;

    CheckedChain(Virtqueue queue, ChainBuilder built, int head, int ringEntries, int sequence) {
        this.queue = queue;
        this.pieces = built.pieces();
        this.memory = built.memory();
        this.firstWritable = built.firstWritable();
        this.descriptors = built.descriptors();
        this.readableLength = built.readableLength();
        this.writableLength = built.writableLength();
        this.head = head;
        this.ringEntries = ringEntries;
        this.sequence = sequence;
    }

    @Override
    public int head() {
        return head;
    }

    @Override
    public int descriptors() {
        return descriptors;
    }

    @Override
    public long readableLength() {
        return readableLength;
    }

    @Override
    public long writableLength() {
        return writableLength;
    }

    int ringEntries() {
        return ringEntries;
    }

    /// {@return the chain, which is given from now on}
    ///
    /// @param queue that it is given back to
    /// @param usedLength bytes that the device wrote
    /// @param given how many chains the queue gave back before
    /// @throws IllegalArgumentException if that is not this queue's to give, was given already, is
    ///   not the next one of a queue that promised to go in order, or has less room than was
    ///   written: a defect of the device
    static CheckedChain toGive(DescriptorChain chain, Virtqueue queue, int usedLength, int given) {
        CheckedChain checked = (CheckedChain) chain;
        if (checked.queue != queue || checked.given) {
            throw new IllegalArgumentException("not in flight here: head=" + checked.head);
        }
        if (queue.config().inOrder() && checked.sequence != given) {
            throw new IllegalArgumentException("given back out of order: head=" + checked.head);
        }
        if (Integer.toUnsignedLong(usedLength) > checked.writableLength) {
            throw new IllegalArgumentException(
                    "used=%s writable=%d"
                            .formatted(
                                    Integer.toUnsignedString(usedLength), checked.writableLength));
        }
        checked.given = true;
        return checked;
    }

    @Override
    public void read(long offset, byte[] target, int from, int length) {
        Objects.checkFromIndexSize(offset, length, readableLength);
        Objects.checkFromIndexSize(from, length, target.length);
        copy(0, offset, target, from, length, false);
    }

    @Override
    public void write(long offset, byte[] source, int from, int length) {
        Objects.checkFromIndexSize(offset, length, writableLength);
        Objects.checkFromIndexSize(from, length, source.length);
        if (given) {
            throw new IllegalStateException("chain was given back: head=" + head);
        }
        copy(firstWritable, offset, source, from, length, true);
    }

    private void copy(
            int firstPiece, long offset, byte[] bytes, int from, int length, boolean write) {
        int piece = firstPiece;
        long skip = offset;
        int done = 0;
        try {
            while (done < length) {
                long here = pieces[piece + 1] - skip;
                if (here > 0) {
                    int count = (int) Math.min(length - done, here);
                    long address = pieces[piece] + skip;
                    if (write) {
                        memory.write(address, bytes, from + done, count);
                    } else {
                        memory.read(address, bytes, from + done, count);
                    }
                    done += count;
                    skip = 0;
                } else {
                    skip = -here;
                }
                piece += 2;
            }
        } catch (GuestMemoryException e) {
            throw new AssertionError("checked chain outside its memory", e);
        }
    }
}
