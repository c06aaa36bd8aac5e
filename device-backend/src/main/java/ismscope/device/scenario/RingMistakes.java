package ismscope.device.scenario;

import static ismscope.device.tap.ViolationRule.*;
import static ismscope.device.virtqueue.DescriptorFlag.AVAIL;
import static ismscope.device.virtqueue.DescriptorFlag.INDIRECT;
import static ismscope.device.virtqueue.DescriptorFlag.NEXT;
import static ismscope.device.virtqueue.DescriptorFlag.USED;
import static ismscope.device.virtqueue.DescriptorFlag.WRITE;

import ismscope.device.guest.GuestRam;
import ismscope.device.memory.GuestMemoryException;
import ismscope.device.protocol.ControlCommand;
import ismscope.device.protocol.FeatureBit;
import ismscope.device.protocol.IsmCodec;
import java.util.List;

/// Mistakes in descriptors and ring indexes, in split and in packed queues. After each of them the
/// device has DEVICE_NEEDS_RESET set and looks at its queues no more.
///
/// Two rules cannot be broken here: a buffer made available while it is in flight, and more
/// descriptors than the ring has free. This device is done with a buffer before it takes the next.
final class RingMistakes {
    private static final int SIZE = Culprit.QUEUE_SIZE;
    private static final int LARGEST_QUEUE = 1024;
    private static final int SOME_BYTES = 8;
    private static final int TABLE_LENGTH = 32;
    private static final int NO_WHOLE_TABLE = 15;
    private static final int RESERVED_MODE = 3;
    private static final long OUTSIDE_RAM = 0x1000;

    static final List<Mistake> ALL =
            List.of(
                    new Mistake(
                            CHAIN_LOOP,
                            "makes a chain that leads back to itself",
                            RingMistakes::loop),
                    new Mistake(
                            DESCRIPTOR_INDEX,
                            "starts a chain outside the descriptor table",
                            RingMistakes::headOutside),
                    new Mistake(
                            DESCRIPTOR_ADDRESS,
                            "offers a buffer where it has no RAM",
                            RingMistakes::bufferOutsideRam),
                    new Mistake(
                            WRITABLE_BEFORE_READABLE,
                            "puts a writable piece before a readable one",
                            RingMistakes::wrongOrder),
                    new Mistake(
                            CHAIN_EMPTY,
                            "makes a chain without a single byte",
                            RingMistakes::empty),
                    new Mistake(
                            CHAIN_TOO_LONG,
                            "makes a chain of 4 GiB out of the same RAM again and again",
                            RingMistakes::tooLong),
                    new Mistake(
                            NO_ROOM_FOR_ACK,
                            "leaves no room for the answer to a command",
                            RingMistakes::noRoom),
                    new Mistake(
                            AVAILABLE_INDEX_JUMP,
                            "moves the index on by more than the queue has",
                            RingMistakes::indexJump),
                    new Mistake(
                            DESCRIPTOR_ORDER,
                            "uses descriptors in another order than it promised",
                            RingMistakes::outOfOrder),
                    new Mistake(
                            INDIRECT_NOT_NEGOTIATED,
                            "uses an indirect table without the feature",
                            RingMistakes::indirectUnasked),
                    new Mistake(
                            INDIRECT_NESTED,
                            "puts an indirect table into an indirect table",
                            RingMistakes::indirectNested),
                    new Mistake(
                            INDIRECT_WITH_NEXT,
                            "lets a chain go on behind an indirect table",
                            RingMistakes::indirectWithNext),
                    new Mistake(
                            INDIRECT_LENGTH,
                            "makes an indirect table of 15 bytes",
                            RingMistakes::indirectLength),
                    new Mistake(
                            INDIRECT_ADDRESS,
                            "has an indirect table where it has no RAM",
                            RingMistakes::indirectOutsideRam),
                    new Mistake(
                            DESCRIPTOR_FLAGS,
                            "marks a packed descriptor as used by itself",
                            RingMistakes::packedFlags),
                    new Mistake(
                            INDIRECT_IN_LIST,
                            "links an indirect table into a packed list",
                            RingMistakes::packedIndirectInList),
                    new Mistake(
                            EVENT_SUPPRESSION,
                            "asks for interrupts in a mode that does not exist",
                            RingMistakes::reservedMode));

    private RingMistakes() {}

    private static void loop(Culprit culprit) throws GuestMemoryException {
        RawQueue queue = culprit.splitQueue(SIZE);
        long buffer = culprit.buffer();
        queue.split(0, buffer, SOME_BYTES, NEXT, 1);
        queue.split(1, buffer, SOME_BYTES, NEXT, 0);
        queue.offer(0);
    }

    private static void headOutside(Culprit culprit) throws GuestMemoryException {
        culprit.splitQueue(SIZE).offer(SIZE);
    }

    private static void bufferOutsideRam(Culprit culprit) throws GuestMemoryException {
        RawQueue queue = culprit.splitQueue(SIZE);
        queue.split(0, OUTSIDE_RAM, SOME_BYTES, 0, 0);
        queue.offer(0);
    }

    private static void wrongOrder(Culprit culprit) throws GuestMemoryException {
        RawQueue queue = culprit.splitQueue(SIZE);
        long buffer = culprit.buffer();
        queue.split(0, buffer, SOME_BYTES, NEXT | WRITE, 1);
        queue.split(1, buffer, SOME_BYTES, 0, 0);
        queue.offer(0);
    }

    private static void empty(Culprit culprit) throws GuestMemoryException {
        RawQueue queue = culprit.splitQueue(SIZE);
        queue.split(0, culprit.buffer(), 0, 0, 0);
        queue.offer(0);
    }

    /// RAM of 4 MiB in each of 1024 descriptors is one byte more than a used length can tell.
    private static void tooLong(Culprit culprit) throws GuestMemoryException {
        RawQueue queue = culprit.splitQueue(LARGEST_QUEUE);
        long all = culprit.vm().ram().size();
        for (int i = 0; i < LARGEST_QUEUE; i++) {
            boolean last = i == LARGEST_QUEUE - 1;
            queue.split(i, GuestRam.BASE, all, last ? 0 : NEXT, last ? 0 : i + 1);
        }
        queue.offer(0);
    }

    private static void noRoom(Culprit culprit) throws GuestMemoryException {
        RawQueue queue = culprit.splitQueue(SIZE);
        byte[] command = IsmCodec.encodeCommand(new ControlCommand.AllocRegion(1));
        long buffer = culprit.buffer();
        culprit.vm().ram().write(buffer, command);
        queue.split(0, buffer, command.length, 0, 0);
        queue.offer(0);
    }

    private static void indexJump(Culprit culprit) throws GuestMemoryException {
        culprit.splitQueue(SIZE).offerUpTo(SIZE + 1);
    }

    private static void outOfOrder(Culprit culprit) throws GuestMemoryException {
        RawQueue queue = culprit.splitQueue(SIZE, FeatureBit.IN_ORDER);
        queue.split(2, culprit.buffer(), SOME_BYTES, 0, 0);
        queue.offer(2);
    }

    private static void indirectUnasked(Culprit culprit) throws GuestMemoryException {
        RawQueue queue = culprit.splitQueue(SIZE);
        queue.split(0, culprit.buffer(), TABLE_LENGTH, INDIRECT, 0);
        queue.offer(0);
    }

    private static void indirectNested(Culprit culprit) throws GuestMemoryException {
        RawQueue queue = culprit.splitQueue(SIZE, FeatureBit.INDIRECT_DESC);
        long table = culprit.buffer();
        queue.splitAt(table, 0, culprit.buffer(), TABLE_LENGTH, INDIRECT, 0);
        queue.split(0, table, TABLE_LENGTH, INDIRECT, 0);
        queue.offer(0);
    }

    private static void indirectWithNext(Culprit culprit) throws GuestMemoryException {
        RawQueue queue = culprit.splitQueue(SIZE, FeatureBit.INDIRECT_DESC);
        queue.split(0, culprit.buffer(), TABLE_LENGTH, INDIRECT | NEXT, 1);
        queue.offer(0);
    }

    private static void indirectLength(Culprit culprit) throws GuestMemoryException {
        RawQueue queue = culprit.splitQueue(SIZE, FeatureBit.INDIRECT_DESC);
        queue.split(0, culprit.buffer(), NO_WHOLE_TABLE, INDIRECT, 0);
        queue.offer(0);
    }

    private static void indirectOutsideRam(Culprit culprit) throws GuestMemoryException {
        RawQueue queue = culprit.splitQueue(SIZE, FeatureBit.INDIRECT_DESC);
        queue.split(0, OUTSIDE_RAM, TABLE_LENGTH, INDIRECT, 0);
        queue.offer(0);
    }

    private static void packedFlags(Culprit culprit) throws GuestMemoryException {
        RawQueue queue = culprit.packedQueue();
        queue.packed(0, culprit.buffer(), SOME_BYTES, 0, AVAIL | USED);
        queue.kick();
    }

    private static void packedIndirectInList(Culprit culprit) throws GuestMemoryException {
        RawQueue queue = culprit.packedQueue(FeatureBit.INDIRECT_DESC);
        queue.packed(0, culprit.buffer(), SOME_BYTES, 0, AVAIL | NEXT);
        queue.packed(1, culprit.buffer(), TABLE_LENGTH, 0, AVAIL | INDIRECT);
        queue.kick();
    }

    /// The device looks at the mode when it has answered a command, a good one.
    private static void reservedMode(Culprit culprit) throws GuestMemoryException {
        RawQueue queue = culprit.packedQueue();
        byte[] command = IsmCodec.encodeCommand(new ControlCommand.DetachRegion(1));
        long buffer = culprit.buffer();
        culprit.vm().ram().write(buffer, command);
        queue.packed(0, buffer, command.length, 0, AVAIL | NEXT);
        queue.packed(1, culprit.buffer(), SOME_BYTES, 0, AVAIL | WRITE);
        queue.suppression(RESERVED_MODE);
        queue.kick();
    }
}
