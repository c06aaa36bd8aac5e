package ismscope.inspector.diff;

import ismscope.inspector.SampleTraces;
import ismscope.inspector.capture.PacketHeader;
import ismscope.inspector.capture.PcapngWriter;
import ismscope.inspector.capture.RandomRecords;
import ismscope.inspector.capture.RecordCodec;
import ismscope.inspector.capture.RecordHeader;
import ismscope.inspector.event.Event;
import ismscope.inspector.session.RecordingSession;
import ismscope.inspector.session.SessionSnapshot;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Recordings to compare: the sample traces, edited ones, nonsense.
final class Recorded {
    private Recorded() {}

    static List<Path> samples() throws IOException {
        return SampleTraces.folders().stream().map(SampleTraces::trace).toList();
    }

    static RecordingSession open(Path file) throws Exception {
        RecordingSession session = RecordingSession.open(file);
        session.awaitEnd();
        return session;
    }

    /// Writes a session again, each event as `edit` gives it; events that become null are left out.
    static void edited(SessionSnapshot session, Path target, Function<Event, @Nullable Event> edit)
            throws IOException {
        try (PcapngWriter writer = writer(target, session)) {
            for (int device = 1; device < session.deviceCount(); device++) {
                writer.introduce(device, session.deviceName(device));
            }
            for (long number = 0; number < session.eventCount(); number++) {
                Event event = edit.apply(session.event(number));
                if (event != null) {
                    writer.packet(
                            PacketHeader.of(event.device(), event.timeNanos(), event.bytes()),
                            event.bytes());
                }
            }
        }
    }

    private static PcapngWriter writer(Path target, SessionSnapshot session) throws IOException {
        return new PcapngWriter(
                FileChannel.open(target, StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                session.origin());
    }

    /// Writes seeded records of every kind in no sensible order, with holes.
    static void nonsense(long seed, int count, SessionSnapshot any, Path target)
            throws IOException {
        Random random = new Random(seed);
        RandomRecords records = new RandomRecords(seed);
        long sequence = 0;
        try (PcapngWriter writer = writer(target, any)) {
            for (int i = 0; i < count; i++) {
                sequence += random.nextInt(300) == 0 ? 3 : 1;
                RecordHeader header =
                        new RecordHeader(0, sequence, 0, random.nextInt(6) * 0x9e37_79b9_7f4aL);
                byte[] bytes = RecordCodec.encode(header, records.any());
                writer.packet(PacketHeader.of(random.nextInt(5), 1000L * i, bytes), bytes);
            }
        }
    }
}
