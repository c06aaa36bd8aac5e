package ismscope.inspector.export;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.tap.TapRecord;
import ismscope.inspector.SampleTraces;
import ismscope.inspector.capture.CaptureOrigin;
import ismscope.inspector.capture.PacketHeader;
import ismscope.inspector.capture.PcapngWriter;
import ismscope.inspector.capture.RecordCodec;
import ismscope.inspector.capture.RecordHeader;
import ismscope.inspector.session.RecordingSession;
import ismscope.inspector.session.SessionSnapshot;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Names of devices in a listed state; what is listed of the samples: `GoldenSamplesTest`.
class StateListingTest {
    @TempDir private Path folder;

    private void write(Path file, List<String> names) throws IOException {
        FileChannel out =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        CaptureOrigin origin = new CaptureOrigin("x", "y", new LinkedHashMap<>());
        try (PcapngWriter writer = new PcapngWriter(out, origin)) {
            for (int device = 1; device <= names.size(); device++) {
                String name = names.get(device - 1);
                writer.introduce(device, name);
                byte[] bytes =
                        RecordCodec.encode(
                                new RecordHeader(0, device, 0, 0),
                                new TapRecord.DeviceAdded(device, 1, 4096, 1, 8192, name));
                writer.packet(PacketHeader.of(device, 1_000L * device, bytes), bytes);
            }
        }
    }

    @Test
    void aVmThatHasTheNameOfAnotherOnesReturnIsStillAnother() throws Exception {
        Path file = folder.resolve("names.pcapng");
        write(file, List.of("vm2", "vm2(2)", "vm2", "vm2"));
        try (RecordingSession recording = SampleTraces.opened(file)) {
            SessionSnapshot session = recording.snapshot();
            List<String> lines = new ArrayList<>();
            new StateListing(session.stateAt(session.eventCount() - 1)).list(lines::add);

            assertThat(lines)
                    .extracting(line -> line.split("  ", 2)[0])
                    .containsExactly(
                            "device.vm2", "device.vm2(2)", "device.vm2(3)", "device.vm2(4)");
            assertThat(lines.get(2)).contains("devid=0x3");
        }
    }
}
