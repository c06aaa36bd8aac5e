package ismscope.inspector.capture;

import ismscope.device.os.Niceness;
import ismscope.device.tap.DeviceTap;
import ismscope.device.tap.HostClock;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.event.Event;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// A tap whose records become a capture.
///
/// ```
///  device's thread                 ism-capture
///  record -> number, time, bytes -> [ ring ] -> packets -> file
/// ```
///
/// Guarantees:
/// 1. The device's thread never waits for the file, unless the recorder is lossless.
/// 2. Every record has a sequence number, also one that found no room. As soon as there is room
///    again, a LOST record of each device that lost some tells how many.
/// 3. When the file fails, records are lost and counted, and [#failure] says why; nothing throws.
/// 4. Content longer than a record becomes several records of its flow.
///
/// Thread: [#record] on the device's thread only; [#close] once that thread records no more;
/// everything else on any.
public final class CaptureRecorder implements DeviceTap, AutoCloseable {
    /// Bytes of content in one record: whole pages.
    static final int CONTENT_PIECE = 15 * 4096;

    private static final long WAIT_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

    private final HostClock clock;
    private final RecorderOptions options;
    private final RecordRing ring;
    private final RecordDrain drain;
    private final Thread thread;
    private long sequence;
    private long[] lost = new long[64];
    private int[] losers = new int[64];
    private int loserCount;
    private final AtomicLong lostTotal = new AtomicLong();
    private volatile boolean closed;

    private CaptureRecorder(
            RecordDrain drain, RecordRing ring, HostClock clock, RecorderOptions options) {
        this.clock = clock;
        this.options = options;
        this.ring = ring;
        this.drain = drain;
        this.thread =
                Thread.ofPlatform()
                        .name("ism-capture")
                        .daemon()
                        .unstarted(Niceness.of(options.niceness(), drain));
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
        PcapngWriter writer = new PcapngWriter(out, origin);
        writer.flush();
        RecordRing ring = new RecordRing(options.ringBytes());
        CaptureRecorder recorder =
                new CaptureRecorder(new RecordDrain(ring, writer), ring, clock, options);
        recorder.thread.start();
        return recorder;
    }

    @Override
    public void record(int device, long flow, long token, TapRecord record) {
        if (record instanceof TapRecord.Content content && content.bytes().length > CONTENT_PIECE) {
            inPieces(device, flow, token, content);
            return;
        }
        boolean known = device >= 0 && device < PcapngWriter.MAX_DEVICES;
        long now = clock.epochNanos();
        if (closed || !known || !reportLosses(now) || !offer(now, device, flow, token, record)) {
            lose(known ? device : HOST);
        }
    }

    private void inPieces(int device, long flow, long token, TapRecord.Content content) {
        byte[] bytes = content.bytes();
        for (int from = 0; from < bytes.length; from += CONTENT_PIECE) {
            byte[] piece =
                    Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + CONTENT_PIECE));
            record(
                    device,
                    flow,
                    token,
                    new TapRecord.Content(content.offset() + from, content.quality(), piece));
        }
    }

    private boolean offer(long now, int device, long flow, long token, TapRecord record) {
        int flags = record instanceof TapRecord.Violation ? Event.VIOLATION : 0;
        RecordHeader header = new RecordHeader(flags, sequence + 1, flow, token);
        boolean taken = ring.offer(now, device, header, record);
        while (!taken && options.lossless() && drain.failure() == null) {
            LockSupport.parkNanos(WAIT_NANOS);
            taken = ring.offer(now, device, header, record);
        }
        if (taken) {
            sequence++;
        }
        return taken;
    }

    private void lose(int device) {
        sequence++;
        if (device >= lost.length) {
            lost = Arrays.copyOf(lost, Math.max(device + 1, lost.length * 2));
        }
        if (lost[device]++ == 0) {
            if (loserCount == losers.length) {
                losers = Arrays.copyOf(losers, loserCount * 2);
            }
            losers[loserCount++] = device;
        }
        lostTotal.incrementAndGet();
    }

    /// {@return whether nothing is left to report, so that the next record may follow}
    private boolean reportLosses(long now) {
        while (loserCount > 0) {
            int device = losers[loserCount - 1];
            TapRecord gap = new TapRecord.Lost(lost[device], TapRecord.Lost.BUFFER_FULL);
            if (!offer(now, device, 0, 0, gap)) {
                return false;
            }
            lost[device] = 0;
            loserCount--;
        }
        return true;
    }

    /// {@return records that found no room, up to now}
    public long lostCount() {
        return lostTotal.get();
    }

    /// {@return bytes of records that are on their way to the file}
    public int backlog() {
        return ring.bytes();
    }

    /// {@return why the file takes no more records, empty while it does}
    public Optional<IOException> failure() {
        return Optional.ofNullable(drain.failure());
    }

    /// Ends the capture: what is in the ring is written, then the counters of every device.
    /// Idempotent.
    @Override
    public void close() {
        if (closed) {
            return;
        }
        long now = loserCount > 0 ? clock.epochNanos() : 0;
        while (!reportLosses(now) && drain.failure() == null) {
            LockSupport.parkNanos(WAIT_NANOS);
        }
        closed = true;
        drain.stop();
        // Also if interrupted: the rest of the ring belongs to the capture.
        ThreadEnd.await(thread);
    }
}
