package ismscope.inspector.replay;

import ismscope.device.tap.TapKind;
import ismscope.inspector.capture.CaptureBlock;
import ismscope.inspector.capture.CaptureBytes;
import ismscope.inspector.capture.CaptureException;
import ismscope.inspector.capture.PcapngReader;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Reveals a recording packet by packet as its control says: what the thread `ism-replay` does.
///
/// What is not a packet comes with the packet behind it. The end of a file that is cut or damaged
/// is revealed as it is, so that whoever follows finds the same fault as in the file itself.
final class ReplayFeeder implements Runnable {
    private static final long WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final CaptureBytes recording;
    private final RevealedBytes revealed;
    private final ReplayControl control;
    private final PcapngReader reader;

    ReplayFeeder(CaptureBytes recording, RevealedBytes revealed, ReplayControl control) {
        this.recording = recording;
        this.revealed = revealed;
        this.control = control;
        this.reader = new PcapngReader(recording);
    }

    @Override
    public void run() {
        try {
            boolean more = true;
            while (more) {
                CaptureBlock.Packet packet = nextPacket();
                more = packet != null && control.awaitTurn(upcoming(packet));
                if (more) {
                    revealed.reveal(reader.position());
                }
            }
        } catch (CaptureException | UncheckedIOException e) {
            // Whoever follows meets the same fault at the same place, and tells it.
            revealed.revealAll();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!control.isClosed()) {
                revealed.revealAll();
                control.end();
            }
            revealed.end();
        }
    }

    private UpcomingEvent upcoming(CaptureBlock.Packet packet) {
        return new UpcomingEvent(
                packet.header().timeNanos(), reader.position(), packet.kind() == TapKind.VIOLATION);
    }

    /// {@return the next packet, null at the end or if the replay is closed}
    private CaptureBlock.@Nullable Packet nextPacket()
            throws CaptureException, InterruptedException {
        while (!control.isClosed()) {
            boolean complete = recording.isComplete();
            long length = recording.length();
            switch (reader.next()) {
                case CaptureBlock.Packet packet -> {
                    return packet;
                }
                case null -> {
                    if (complete) {
                        return null;
                    }
                    recording.awaitMore(length, WAIT_NANOS);
                }
                default -> {
                    // It comes with the next packet.
                }
            }
        }
        return null;
    }
}
