package ismscope.inspector.capture;

import ismscope.device.tap.DeviceTap;
import ismscope.device.tap.HostClock;
import ismscope.device.tap.TapRecord;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.Optional;

/// A tap with one observer, who is there from the start.
///
/// Thread: [#record] on the device's thread only; [#close] once that thread records no more;
/// everything else on any.
public final class CaptureRecorder implements DeviceTap, AutoCloseable {
    private final HostClock clock;
    private final ObservedTap tap;
    private final CaptureStream stream;

    private CaptureRecorder(CaptureStream stream, HostClock clock) {
        this.stream = stream;
        this.clock = clock;
        tap = new ObservedTap(clock);
        tap.join(stream, _ -> {});
    }

    /// Starts recording.
    ///
    /// @param out takes the capture; closed with the recorder
    /// @param origin who records, and of what
    /// @param clock gives every record its time
    /// @throws IOException if the capture's first blocks cannot be written
    public static CaptureRecorder start(
            WritableByteChannel out, CaptureOrigin origin, HostClock clock, RecorderOptions options)
            throws IOException {
        return new CaptureRecorder(CaptureStream.open(out, origin, options), clock);
    }

    @Override
    public void record(int device, long flow, long token, TapRecord record) {
        tap.record(device, flow, token, record);
    }

    /// {@return records that found no room, up to now}
    public long lostCount() {
        return stream.lostCount();
    }

    /// {@return bytes of records that are on their way to the file}
    public int backlog() {
        return stream.backlog();
    }

    /// {@return why the file takes no more records, empty while it does}
    public Optional<IOException> failure() {
        return stream.failure();
    }

    /// Ends the capture: what is in the ring is written, then the counters of every device.
    /// Idempotent.
    @Override
    public void close() {
        stream.close(clock);
    }
}
