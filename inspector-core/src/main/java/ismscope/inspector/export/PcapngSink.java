package ismscope.inspector.export;

import ismscope.device.tap.TapRecord;
import ismscope.inspector.capture.CaptureOrigin;
import ismscope.inspector.capture.PacketHeader;
import ismscope.inspector.capture.PcapngWriter;
import ismscope.inspector.event.Event;
import ismscope.inspector.event.EventContext;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;

/// A capture again: every event with its time, device and comment, byte for byte unless it is
/// redacted. Devices keep their ordinals and names, also those without an event among those chosen.
final class PcapngSink implements EventSink {
    private final PcapngWriter writer;
    private final EventContext context;
    private final int devices;
    private int introduced = 1;
    private long lastTime;

    /// @param devices of the session
    PcapngSink(WritableByteChannel out, CaptureOrigin origin, EventContext context, int devices)
            throws IOException {
        this.writer = new PcapngWriter(out, origin);
        this.context = context;
        this.devices = devices;
    }

    @Override
    public void write(Event event) throws IOException {
        introduceUpTo(event.device());
        writer.packet(header(event), event.bytes());
        lastTime = event.timeNanos();
    }

    private static PacketHeader header(Event event) {
        PacketHeader told = PacketHeader.of(event.device(), event.timeNanos(), event.bytes());
        long dropped = event.record() instanceof TapRecord.Lost lost ? lost.count() : 0;
        // A record of which the capture had only the first bytes is that here too.
        boolean cutByReader = (event.flags() & Event.CUT) != 0 && !flaggedCut(event.bytes());
        return new PacketHeader(
                told.device(),
                told.timeNanos(),
                told.direction(),
                told.flow(),
                told.queue(),
                dropped,
                told.originalLength() + (cutByReader ? 1 : 0),
                event.comment());
    }

    private static boolean flaggedCut(byte[] bytes) {
        return bytes.length > 6 && (bytes[6] & Event.CUT) != 0;
    }

    private void introduceUpTo(int device) throws IOException {
        while (introduced <= device) {
            writer.introduce(introduced, context.deviceName(introduced));
            introduced++;
        }
    }

    @Override
    public void close() throws IOException {
        introduceUpTo(devices - 1);
        writer.lastStatistics(lastTime);
        writer.flush();
    }
}
