package ismscope.inspector.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ismscope.device.tap.DeviceTap;
import ismscope.device.tap.Severity;
import ismscope.device.tap.TapRecord;
import ismscope.device.tap.VirtualClock;
import ismscope.inspector.event.Event;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class CaptureRecorderTest {
    private static final RecorderOptions SMALL =
            new RecorderOptions(RecorderOptions.LEAST_RING, false);

    /// Keeps what it is given; takes it only while the gate is open.
    private static final class Gate implements WritableByteChannel {
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private final CountDownLatch opened = new CountDownLatch(1);
        private final CountDownLatch reached = new CountDownLatch(1);
        private boolean first = true;

        @Override
        public int write(ByteBuffer source) throws IOException {
            if (!first) {
                reached.countDown();
                try {
                    opened.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
            first = false;
            byte[] bytes = new byte[source.remaining()];
            source.get(bytes);
            kept.writeBytes(bytes);
            return bytes.length;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}

        List<CaptureBlock.Packet> packets() throws CaptureException {
            List<CaptureBlock.Packet> packets = new ArrayList<>();
            for (CaptureBlock block : blocks()) {
                if (block instanceof CaptureBlock.Packet packet) {
                    packets.add(packet);
                }
            }
            return packets;
        }

        List<CaptureBlock> blocks() throws CaptureException {
            PcapngReader reader = new PcapngReader(new HeapBytes(kept.toByteArray()));
            List<CaptureBlock> blocks = new ArrayList<>();
            for (CaptureBlock next = reader.next(); next != null; next = reader.next()) {
                blocks.add(next);
            }
            return blocks;
        }
    }

    private static CaptureRecorder start(WritableByteChannel out, RecorderOptions options)
            throws IOException {
        return CaptureRecorder.start(out, CaptureOrigin.UNKNOWN, new VirtualClock(), options);
    }

    @Test
    void numbersRecordsAndNamesTheirDevices() throws Exception {
        Gate out = new Gate();
        out.opened.countDown();
        try (CaptureRecorder recorder = start(out, SMALL)) {
            recorder.record(
                    1, 5, 0, new TapRecord.DeviceAdded(77, 1, 4096, 8, 1 << 20, "web server"));
            recorder.record(1, 6, 9, new TapRecord.Doorbell(8));
            recorder.record(
                    1, 6, 9, new TapRecord.Violation(204, Severity.WARN, "no", new byte[0]));
            recorder.record(DeviceTap.HOST, 0, 0, new TapRecord.Mark("end"));
        }
        assertThat(out.packets())
                .extracting(packet -> packet.decode().header().sequence())
                .containsExactly(1L, 2L, 3L, 4L);
        assertThat(out.packets())
                .extracting(packet -> packet.decode().header().flags())
                .containsExactly(0, 0, Event.VIOLATION, 0);
        assertThat(out.packets())
                .extracting(packet -> packet.header().timeNanos())
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(out.blocks())
                .filteredOn(CaptureBlock.Device.class::isInstance)
                .extracting(block -> ((CaptureBlock.Device) block).name())
                .containsExactly("host", "web server");
    }

    @Test
    void whatFindsNoRoomIsCountedExactlyAndToldPerDevice() throws Exception {
        Gate out = new Gate();
        CaptureRecorder recorder = start(out, SMALL);
        // Stops the writer, so that the ring fills.
        recorder.record(1, 0, 0, new TapRecord.Doorbell(0));
        out.reached.await();
        int offered = 30_000;
        for (int i = 0; i < offered; i++) {
            recorder.record(1 + i % 2, i, 0, new TapRecord.Doorbell(i));
        }
        long lost = recorder.lostCount();
        assertThat(lost).isBetween(1L, (long) offered);
        out.opened.countDown();
        recorder.close();

        List<CaptureBlock.Packet> packets = out.packets();
        long told = 0;
        long dropped = 0;
        long kept = 0;
        long sequence = 0;
        for (CaptureBlock.Packet packet : packets) {
            CapturedRecord decoded = packet.decode();
            dropped += packet.header().dropped();
            if (decoded.record() instanceof TapRecord.Lost gap) {
                assertThat(gap.reason()).isEqualTo(TapRecord.Lost.BUFFER_FULL);
                assertThat(packet.header().dropped()).isEqualTo(gap.count());
                assertThat(packet.header().device()).isIn(1, 2);
                told += gap.count();
            } else {
                kept++;
            }
            assertThat(decoded.header().sequence())
                    .isGreaterThanOrEqualTo(sequence)
                    .isGreaterThan(decoded.record() instanceof TapRecord.Lost ? 0 : sequence);
            sequence = decoded.header().sequence();
        }
        assertThat(told).isEqualTo(lost);
        assertThat(dropped).isEqualTo(lost);
        assertThat(kept + lost).isEqualTo(offered + 1);
        // Every number was given once, to a record or to a loss.
        assertThat(sequence).isEqualTo(offered + 1);
        long counted =
                out.blocks().stream()
                        .filter(CaptureBlock.Statistics.class::isInstance)
                        .mapToLong(block -> ((CaptureBlock.Statistics) block).dropped())
                        .sum();
        assertThat(counted).isEqualTo(lost);
    }

    @Test
    void losslessMakesTheGuestWaitInstead() throws Exception {
        Gate out = new Gate();
        CaptureRecorder recorder =
                start(out, new RecorderOptions(RecorderOptions.LEAST_RING, true));
        Thread guest =
                Thread.ofPlatform()
                        .start(() -> {
                            for (int i = 0; i < 50_000; i++) {
                                recorder.record(1, i, 0, new TapRecord.Doorbell(i));
                            }
                        });
        out.reached.await();
        while (guest.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        out.opened.countDown();
        guest.join();
        recorder.close();
        assertThat(recorder.lostCount()).isZero();
        assertThat(out.packets()).hasSize(50_000);
    }

    @Test
    void aDiskThatFailsLosesRecordsButNeverThrows() throws Exception {
        WritableByteChannel full =
                new WritableByteChannel() {
                    private int writes;

                    @Override
                    public int write(ByteBuffer source) throws IOException {
                        if (++writes > 1) {
                            throw new IOException("No space left on device");
                        }
                        int count = source.remaining();
                        source.position(source.limit());
                        return count;
                    }

                    @Override
                    public boolean isOpen() {
                        return true;
                    }

                    @Override
                    public void close() {}
                };
        CaptureRecorder recorder =
                start(full, new RecorderOptions(RecorderOptions.LEAST_RING, true));
        for (int i = 0; i < 100_000; i++) {
            recorder.record(1, i, 0, new TapRecord.Doorbell(i));
        }
        recorder.close();
        assertThat(recorder.failure())
                .get()
                .extracting(IOException::getMessage)
                .isEqualTo("No space left on device");
    }

    @Test
    void longContentBecomesSeveralRecordsOfItsFlow() throws Exception {
        Gate out = new Gate();
        out.opened.countDown();
        byte[] content = new byte[200_000];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) (i * 31);
        }
        try (CaptureRecorder recorder = start(out, SMALL)) {
            recorder.record(1, 9, 4, new TapRecord.Content(4096, 0, content));
        }
        ByteArrayOutputStream together = new ByteArrayOutputStream();
        for (CaptureBlock.Packet packet : out.packets()) {
            CapturedRecord decoded = packet.decode();
            TapRecord.Content piece = (TapRecord.Content) decoded.record();
            assertThat(decoded.header().flags()).isZero();
            assertThat(decoded.header().flow()).isEqualTo(9);
            assertThat(piece.offset()).isEqualTo(4096L + together.size());
            together.writeBytes(piece.bytes());
        }
        assertThat(together.toByteArray()).isEqualTo(content);
    }

    @Test
    void aCutRequestTellsPcapngItsOriginalLength() throws Exception {
        Gate out = new Gate();
        out.opened.countDown();
        try (CaptureRecorder recorder = start(out, SMALL)) {
            recorder.record(1, 1, 0, new TapRecord.Request(0, 0, 1, 70_000, 1, new byte[70_000]));
        }
        CaptureBlock.Packet packet = out.packets().getFirst();
        assertThat(packet.bytes()).hasSize(RecordCodec.MAX_LENGTH);
        assertThat(packet.header().originalLength()).isEqualTo(32 + 16 + 70_000);
        assertThat(packet.decode().header().flags()).isEqualTo(Event.CUT);
    }

    @Test
    void countersAreWrittenEverySecondOfTheRecordsTime() throws Exception {
        Gate out = new Gate();
        out.opened.countDown();
        VirtualClock clock = new VirtualClock();
        try (CaptureRecorder recorder =
                CaptureRecorder.start(out, CaptureOrigin.UNKNOWN, clock, SMALL)) {
            for (int second = 0; second < 5; second++) {
                recorder.record(0, 0, 0, new TapRecord.Mark("tick"));
                clock.sleep(Duration.ofSeconds(1));
            }
        }
        assertThat(out.blocks())
                .filteredOn(CaptureBlock.Statistics.class::isInstance)
                .extracting(block -> ((CaptureBlock.Statistics) block).received())
                .containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void recordsAfterTheEndAreIgnored() throws Exception {
        Gate out = new Gate();
        out.opened.countDown();
        CaptureRecorder recorder = start(out, SMALL);
        recorder.close();
        recorder.record(1, 0, 0, new TapRecord.Doorbell(1));
        recorder.close();
        assertThat(out.packets()).isEmpty();
        assertThat(recorder.lostCount()).isEqualTo(1);
    }

    @Test
    void aRingMustHaveRoomForTheLongestRecord() {
        assertThatThrownBy(() -> new RecorderOptions(1 << 19, false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RecorderOptions((1 << 20) + 8, false))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
