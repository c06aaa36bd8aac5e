package ismscope.inspector.capture;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import ismscope.device.tap.HostClock;
import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/// Takes records out of the ring and writes them as packets: what the thread `ism-capture` does.
///
/// Time is that of the records, so that a run under virtual time gives the same bytes every time; a
/// clock is asked only where [#pulse] gave one.
final class RecordDrain implements Runnable, RecordRing.Sink {
    /// Records between two flushes, which is when they become visible.
    private static final int BATCH = 4096;

    private static final long STATISTICS_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int SPINS = 20;
    private static final int YIELDS = 20;

    private final RecordRing ring;
    private final PcapngWriter writer;
    private List<Standing> snapshot = List.of();
    private long snapshotTime;
    private @Nullable HostClock clock;
    private final IdleStrategy idle =
            new BackoffIdleStrategy(
                    SPINS,
                    YIELDS,
                    TimeUnit.MICROSECONDS.toNanos(1),
                    TimeUnit.MILLISECONDS.toNanos(1));
    private long lastTime = Long.MIN_VALUE;
    private long statisticsTime = Long.MIN_VALUE;
    private volatile boolean stopping;
    private volatile @Nullable IOException failure;

    RecordDrain(RecordRing ring, PcapngWriter writer) {
        this.ring = ring;
        this.writer = writer;
    }

    /// A record of how things stood before the first record of the ring.
    record Standing(int device, RecordHeader header, TapRecord record) {}

    /// Gives it what to write before the ring's records. Before it runs.
    void beginWith(long now, List<Standing> standing) {
        snapshotTime = now;
        snapshot = standing;
    }

    /// Lets it write counters every second, also while no records come. Before it runs.
    void pulse(HostClock time) {
        clock = time;
    }

    /// {@return what the file failed with; records are then taken and thrown away}
    @Nullable IOException failure() {
        return failure;
    }

    /// Asks it to end once the ring is empty.
    void stop() {
        stopping = true;
    }

    @Override
    public void run() {
        writeSnapshot();
        while (!stopping || ring.bytes() > 0) {
            int taken = ring.drain(this, BATCH);
            if (taken > 0) {
                attempt(writer::flush);
            } else if (clock != null && failure == null) {
                beat(clock.epochNanos());
            }
            idle.idle(taken);
        }
        attempt(() -> writer.lastStatistics(Math.max(lastTime, 0)));
        try {
            writer.close();
        } catch (IOException e) {
            fail(e);
        }
    }

    private void writeSnapshot() {
        List<Standing> standing = snapshot;
        snapshot = List.of();
        for (Standing each : standing) {
            byte[] bytes = RecordCodec.encode(each.header(), each.record());
            long full = Math.min(RecordCodec.fullLength(each.record()), Integer.MAX_VALUE);
            take(
                    PacketHeader.of(each.device(), snapshotTime, bytes).withOriginalLength(full),
                    new UnsafeBuffer(bytes),
                    0,
                    bytes.length);
        }
        if (!standing.isEmpty()) {
            attempt(writer::flush);
        }
    }

    /// Writes counters if a second has passed in which nothing was written.
    private void beat(long now) {
        if (statisticsTime == Long.MIN_VALUE) {
            statisticsTime = now;
        } else if (now - statisticsTime >= STATISTICS_NANOS) {
            statisticsTime = now;
            attempt(() -> {
                writer.signOfLife(now);
                writer.flush();
            });
        }
    }

    @Override
    public void take(PacketHeader header, MutableDirectBuffer buffer, int index, int length) {
        attempt(() -> write(header, buffer, index, length));
    }

    private void write(PacketHeader header, MutableDirectBuffer buffer, int index, int length)
            throws IOException {
        lastTime = header.timeNanos();
        if (statisticsTime == Long.MIN_VALUE) {
            statisticsTime = lastTime;
        } else if (lastTime - statisticsTime >= STATISTICS_NANOS) {
            statisticsTime = lastTime;
            writer.statistics(lastTime);
        }
        PacketHeader packet = header;
        int kind = Byte.toUnsignedInt(buffer.getByte(index + RecordLayout.KIND_OFFSET));
        if (kind == TapKind.LOST.code()) {
            int body = index + RecordLayout.HEADER_LENGTH;
            packet = header.withDropped(buffer.getLong(body, LITTLE_ENDIAN));
        } else if (kind == TapKind.DEVICE_ADDED.code()) {
            introduce(header.device(), buffer, index, length);
        }
        writer.packet(packet, buffer, index, length);
    }

    private void introduce(int device, MutableDirectBuffer buffer, int index, int length)
            throws IOException {
        byte[] bytes = new byte[length];
        buffer.getBytes(index, bytes);
        if (RecordCodec.decode(bytes).record() instanceof TapRecord.DeviceAdded added) {
            writer.introduce(device, added.name());
        }
    }

    private void attempt(Step step) {
        if (failure != null) {
            return;
        }
        try {
            step.run();
        } catch (IOException e) {
            fail(e);
        }
    }

    private void fail(IOException e) {
        if (failure == null) {
            failure = e;
        }
    }

    private interface Step {
        void run() throws IOException;
    }
}
