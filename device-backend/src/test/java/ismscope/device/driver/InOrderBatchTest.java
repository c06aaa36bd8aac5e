package ismscope.device.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ismscope.device.driver.DriverVirtqueue.Piece;
import ismscope.device.driver.DriverVirtqueue.Used;
import ismscope.device.memory.GuestMemory;
import ismscope.device.memory.GuestMemoryException;
import ismscope.device.virtqueue.DescriptorFlag;
import ismscope.device.virtqueue.QueueLayout;
import ismscope.device.virtqueue.VirtqueueConfig;
import java.lang.foreign.Arena;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A device may report a batch by its last buffer alone; here the device is written by hand.
class InOrderBatchTest {
    private static final int SIZE = 4;
    private static final long RING = 0x1000;
    private static final long DRIVER = 0x1100;
    private static final long DEVICE = 0x1200;
    private static final long DATA = 0x1300;

    private final GuestMemory memory = GuestMemory.of(RING, Arena.ofAuto().allocate(0x1000, 16));

    private DriverVirtqueue queue(QueueLayout layout) throws GuestMemoryException {
        return DriverVirtqueue.of(
                new VirtqueueConfig(0, SIZE, layout, RING, DRIVER, DEVICE, false, false, true),
                memory,
                IndirectTables.NONE);
    }

    private static int offer(DriverVirtqueue queue, int length) {
        return queue.offer(List.of(), List.of(new Piece(DATA, length)), false);
    }

    @Test
    void splitBatchIsHandedOutOneByOne() throws GuestMemoryException {
        DriverVirtqueue queue = queue(QueueLayout.SPLIT);
        for (int round = 0; round < 3; round++) {
            int first = offer(queue, 10);
            int second = offer(queue, 20);
            int third = offer(queue, 30);
            // One entry, where the batch starts, names the last; the index counts all.
            int start = 3 * round % SIZE;
            memory.putU32(DEVICE + 4 + 8L * start, third);
            memory.putU32(DEVICE + 8 + 8L * start, 5);
            memory.putU16Release(DEVICE + 2, 3 * round + 3);
            assertThat(queue.reclaim()).isEqualTo(new Used(first, 10));
            assertThat(queue.wantInterrupts(true)).as("the rest waits").isTrue();
            assertThat(queue.reclaim()).isEqualTo(new Used(second, 20));
            assertThat(queue.reclaim()).isEqualTo(new Used(third, 5));
            assertThat(queue.reclaim()).isNull();
        }
    }

    @Test
    void packedBatchIsHandedOutOneByOne() throws GuestMemoryException {
        DriverVirtqueue queue = queue(QueueLayout.PACKED);
        for (int round = 0; round < 5; round++) {
            int first = offer(queue, 10);
            int second = offer(queue, 20);
            int third = offer(queue, 30);
            int start = 3 * round % SIZE;
            boolean wrap = 3 * round / SIZE % 2 == 0;
            int flags = wrap ? DescriptorFlag.AVAIL | DescriptorFlag.USED : 0;
            memory.putU32(RING + 16L * start + 8, 5);
            memory.putU16(RING + 16L * start + 12, third);
            memory.putU16Release(RING + 16L * start + 14, flags | DescriptorFlag.WRITE);
            assertThat(queue.reclaim()).isEqualTo(new Used(first, 10));
            assertThat(queue.wantInterrupts(true)).as("the rest waits").isTrue();
            assertThat(queue.reclaim()).isEqualTo(new Used(second, 20));
            assertThat(queue.reclaim()).isEqualTo(new Used(third, 5));
            assertThat(queue.reclaim()).isNull();
        }
    }

    @Test
    void bufferThatTheDeviceDoesNotHaveIsNoticed() throws GuestMemoryException {
        DriverVirtqueue queue = queue(QueueLayout.SPLIT);
        offer(queue, 10);
        memory.putU32(DEVICE + 4, 3);
        memory.putU16Release(DEVICE + 2, 1);
        assertThatThrownBy(queue::reclaim)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("id=3");
        memory.putU32(DEVICE + 4, 0xFFFF_FFFFL);
        assertThatThrownBy(queue::reclaim).isInstanceOf(IllegalStateException.class);
    }
}
