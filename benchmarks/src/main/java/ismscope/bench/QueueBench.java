package ismscope.bench;

import ismscope.device.driver.DriverVirtqueue;
import ismscope.device.driver.DriverVirtqueue.Piece;
import ismscope.device.driver.IndirectTables;
import ismscope.device.memory.GuestMemory;
import ismscope.device.os.MappedFile;
import ismscope.device.virtqueue.DescriptorChain;
import ismscope.device.virtqueue.DescriptorFlag;
import ismscope.device.virtqueue.PackedLayout;
import ismscope.device.virtqueue.QueueLayout;
import ismscope.device.virtqueue.SplitLayout;
import ismscope.device.virtqueue.Virtqueue;
import ismscope.device.virtqueue.VirtqueueConfig;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// What a queue costs by itself: no device, no transport, one thread.
///
/// Each operation is one buffer; the ring is filled and emptied once per invocation.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class QueueBench {
    private static final int SIZE = 256;
    private static final long BASE = 0x4000_0000L;
    private static final long AREA = 0x1_0000;
    private static final int PIECE = 32;

    @Param({"SPLIT", "PACKED"})
    QueueLayout layout;

    private MappedFile ram;
    private VirtqueueConfig config;
    private GuestMemory memory;
    private DriverVirtqueue driver;
    private Virtqueue device;
    private int rounds;
    private boolean wrap = true;
    private List<Piece> request;
    private List<Piece> reply;
    private final byte[] bytes = new byte[64];

    @Setup(Level.Trial)
    public void setUp() throws Exception {
        ram = new MappedFile("bench", 4 * AREA);
        memory = GuestMemory.of(BASE, ram.segment());
        config =
                new VirtqueueConfig(
                        0, SIZE, layout, BASE, BASE + AREA, BASE + 2 * AREA, true, false, false);
        driver = DriverVirtqueue.of(config, memory, IndirectTables.NONE);
        device = config.activate(memory);
        request = List.of();
        reply = List.of(new Piece(BASE + 3 * AREA, PIECE));
        for (int i = 0; i < SIZE; i++) {
            place(i);
        }
    }

    /// Writes what [#offerAgain] makes available: buffer `i` in descriptor `i`.
    private void place(int i) throws Exception {
        long at = config.descriptorArea() + 16L * i;
        memory.putU64(at, BASE + 3 * AREA);
        memory.putU32(at + 8, PIECE);
        if (layout == QueueLayout.SPLIT) {
            memory.putU16(at + 12, DescriptorFlag.WRITE);
            memory.putU16(config.driverArea() + SplitLayout.available(i), i);
        } else {
            memory.putU16(at + 12, i);
        }
    }

    @TearDown(Level.Trial)
    public void tearDown() {
        ram.close();
    }

    /// The device's part: a chain of one writable descriptor is taken and given back. The driver is
    /// a loop that makes the same descriptors available again.
    @Benchmark
    @OperationsPerInvocation(SIZE)
    public void takeGive() throws Exception {
        offerAgain();
        for (int i = 0; i < SIZE; i++) {
            device.give(Objects.requireNonNull(device.take()), 24);
        }
    }

    /// The same, and 24 bytes are written: an event on eventq.
    @Benchmark
    @OperationsPerInvocation(SIZE)
    public void takeWriteGive() throws Exception {
        offerAgain();
        for (int i = 0; i < SIZE; i++) {
            DescriptorChain chain = Objects.requireNonNull(device.take());
            chain.write(0, bytes, 0, 24);
            device.give(chain, 24);
        }
    }

    /// Both sides: offered, taken, given back, reclaimed; each side asks once per ring whether to
    /// wake the other.
    @Benchmark
    @OperationsPerInvocation(SIZE)
    public void bothSides() throws Exception {
        for (int i = 0; i < SIZE; i++) {
            driver.offer(request, reply, false);
        }
        driver.notificationWanted();
        for (int i = 0; i < SIZE; i++) {
            device.give(Objects.requireNonNull(device.take()), 24);
        }
        device.interruptWanted();
        while (driver.reclaim() != null) {
            // The id is of no interest.
        }
    }

    private void offerAgain() throws Exception {
        if (layout == QueueLayout.SPLIT) {
            rounds++;
            memory.putU16Release(config.driverArea() + SplitLayout.IDX, rounds * SIZE);
            return;
        }
        int flags = PackedLayout.availableFlags(wrap) | DescriptorFlag.WRITE;
        for (int i = 0; i < SIZE; i++) {
            long at = config.descriptorArea() + PackedLayout.descriptor(i);
            memory.putU32(at + PackedLayout.LEN, PIECE);
            memory.putU16(at + PackedLayout.FLAGS, flags);
        }
        wrap = !wrap;
    }
}
