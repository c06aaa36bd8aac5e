package ismscope.inspector.capture;

import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.device.tap.VirtualClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.LinkedHashMap;

/// A capture of a few records of every kind, as bytes.
public final class SmallCapture {
    static final long START_NANOS = 1_767_225_600_000_000_000L;

    private SmallCapture() {}

    static CaptureOrigin origin() {
        LinkedHashMap<String, String> facts = new LinkedHashMap<>();
        facts.put("scenario", "tour");
        facts.put("seed", "7");
        return new CaptureOrigin("Ismscope 0.1.0", "Linux", facts);
    }

    /// A recorder into a file that loses nothing, in virtual time.
    public static CaptureRecorder recorder(Path file) throws IOException {
        return CaptureRecorder.start(
                new GrowingFile(file),
                CaptureOrigin.UNKNOWN,
                new VirtualClock(),
                RecorderOptions.LOSSLESS);
    }

    /// One record of each kind on devices 0 to 2, counters at the end.
    public static byte[] oneOfEachKind() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RandomRecords records = new RandomRecords(1);
        try (PcapngWriter writer = new PcapngWriter(Channels.newChannel(out), origin())) {
            writer.introduce(1, "vm1");
            long sequence = 0;
            for (TapKind kind : TapKind.values()) {
                TapRecord record = records.of(kind);
                RecordHeader header = new RecordHeader(0, ++sequence, 100 + sequence / 3, 77);
                byte[] bytes = RecordCodec.encode(header, record);
                int device = (int) sequence % 3;
                if (device == 2) {
                    writer.introduce(2, "vm2");
                }
                writer.packet(
                        PacketHeader.of(device, START_NANOS + sequence * 1_000, bytes), bytes);
            }
            writer.lastStatistics(START_NANOS + 1_000_000);
        }
        return out.toByteArray();
    }
}
