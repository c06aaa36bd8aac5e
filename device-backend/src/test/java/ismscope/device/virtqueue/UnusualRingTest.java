package ismscope.device.virtqueue;

import static ismscope.device.virtqueue.RawRing.*;
import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.os.MemoryFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What looks wrong and is right: a device that refuses it refuses correct drivers.
class UnusualRingTest {
    private final Arena arena = Arena.ofShared();
    private MemorySegment huge = MemorySegment.NULL;

    @BeforeEach
    void mapHuge() throws Exception {
        try (MemoryFile file = MemoryFile.create("huge", HUGE_BYTES)) {
            huge = file.map(arena);
        }
    }

    @AfterEach
    void unmapHuge() {
        arena.close();
    }

    private RawRing ring(QueueLayout layout, boolean indirect) {
        return new RawRing(
                new VirtqueueConfig(0, SIZE, layout, BASE, DRIVER, DEVICE, false, indirect, false),
                huge);
    }

    private static DescriptorChain taken(Virtqueue queue) throws VirtqueueException {
        return Objects.requireNonNull(queue.take());
    }

    @Test
    void emptyDescriptorsAmongOthersAreSkippedWhateverTheirAddress() throws Exception {
        RawRing ring = ring(QueueLayout.SPLIT, false);
        ring.split(BASE, 0, -1L, 0, NEXT, 1);
        ring.split(BASE, 1, DATA, 3, NEXT, 2);
        ring.split(BASE, 2, 0, 0, NEXT | WRITE, 3);
        ring.split(BASE, 3, DATA + 16, 5, WRITE, 0);
        ring.memory().write(DATA, new byte[] {1, 2, 3}, 0, 3);
        ring.announce(0);
        DescriptorChain chain = taken(ring.activate());
        assertThat(chain.descriptors()).isEqualTo(4);
        assertThat(chain.writableLength()).isEqualTo(5);
        byte[] read = new byte[3];
        chain.read(0, read, 0, 3);
        assertThat(read).containsExactly(1, 2, 3);
        chain.write(0, new byte[] {9}, 0, 1);
        assertThat(ring.memory().u8(DATA + 16)).isEqualTo(9);
    }

    @Test
    void chainMayEndInATable() throws Exception {
        RawRing ring = ring(QueueLayout.SPLIT, true);
        ring.split(BASE, 6, DATA, 1, NEXT, 2);
        ring.split(BASE, 2, TABLE + 8, 64, INDIRECT | WRITE, 0);
        // More room in the table than the chain in it uses, not in order, and not aligned.
        ring.split(TABLE + 8, 0, DATA, 2, NEXT, 3);
        ring.split(TABLE + 8, 3, DATA, 4, WRITE, 0);
        ring.announce(6);
        DescriptorChain chain = taken(ring.activate());
        assertThat(chain.head()).isEqualTo(6);
        assertThat(chain.descriptors()).isEqualTo(3);
        assertThat(chain.readableLength()).isEqualTo(3);
        assertThat(chain.writableLength()).isEqualTo(4);
    }

    @Test
    void lengthsMayAddUpToTheLargestUsedLength() throws Exception {
        RawRing ring = ring(QueueLayout.SPLIT, false);
        for (int i = 0; i < 3; i++) {
            ring.split(BASE, i, HUGE, HUGE_BYTES, NEXT | WRITE, i + 1);
        }
        ring.split(BASE, 3, HUGE, HUGE_BYTES - 1, WRITE, 0);
        ring.announce(0);
        Virtqueue queue = ring.activate();
        DescriptorChain chain = taken(queue);
        assertThat(chain.writableLength()).isEqualTo(0xFFFF_FFFFL);
        chain.write(0xFFFF_FFFEL, new byte[] {7}, 0, 1);
        assertThat(ring.memory().u8(HUGE + HUGE_BYTES - 2)).isEqualTo(7);
        queue.give(chain, -1);
        assertThat(ring.memory().u32(DEVICE + 8)).isEqualTo(0xFFFF_FFFFL);
    }

    @Test
    void reservedFlagsOfASplitDescriptorAreIgnored() throws Exception {
        RawRing ring = ring(QueueLayout.SPLIT, false);
        ring.split(BASE, 0, DATA, 1, 0xFFF8 | WRITE, 0xFFFF);
        ring.announce(0);
        assertThat(taken(ring.activate()).writableLength()).isEqualTo(1);
    }

    @Test
    void onlyWriteCountsInAPackedTable() throws Exception {
        RawRing ring = ring(QueueLayout.PACKED, true);
        ring.available(0, TABLE, 32, 0xFFFF, INDIRECT | WRITE);
        ring.packed(TABLE, 0, DATA, 1, 5, 0xFFFF & ~WRITE);
        ring.packed(TABLE, 1, DATA, 2, 5, 0xFFFF);
        DescriptorChain chain = taken(ring.activate());
        assertThat(chain.head()).isEqualTo(0xFFFF);
        assertThat(chain.readableLength()).isEqualTo(1);
        assertThat(chain.writableLength()).isEqualTo(2);
    }

    @Test
    void interruptIsWantedForAnyUsedEventEvenFarAway() throws Exception {
        RawRing ring =
                new RawRing(
                        new VirtqueueConfig(
                                0,
                                SIZE,
                                QueueLayout.SPLIT,
                                BASE,
                                DRIVER,
                                DEVICE,
                                true,
                                false,
                                false),
                        huge);
        Virtqueue queue = ring.activate();
        ring.split(BASE, 0, DATA, 1, 0, 0);
        ring.memory().putU16(DRIVER + 4 + 2 * SIZE, 40_000);
        // With event index the flag says nothing (2.7.7.2).
        ring.memory().putU16(DRIVER, SplitLayout.NO_INTERRUPT);
        for (int i = 0; i < 40_000; i++) {
            ring.announce(0);
            queue.give(taken(queue), 0);
            assertThat(queue.interruptWanted()).isFalse();
        }
        ring.announce(0);
        queue.give(taken(queue), 0);
        assertThat(queue.interruptWanted()).isTrue();
    }
}
