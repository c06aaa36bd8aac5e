package ismscope.inspector.capture;

import ismscope.device.tap.DeviceTap;
import ismscope.device.tap.HostClock;
import ismscope.device.tap.TapRecord;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// One observer of an [ObservedTap]: records become packets of a capture of its own.
///
/// ```
///  device's thread      ism-capture
///  record -> bytes -> [ ring ] -> packets -> file or socket
/// ```
///
/// Guarantees:
/// 1. The device's thread never waits for the target, unless the stream is lossless.
/// 2. What finds no room is counted. As soon as there is room again, a LOST record of each device
///    that lost some tells how many.
/// 3. When the target fails, records are lost and counted, and [#failure] says why; nothing throws.
///
/// Thread: the device's, but for what says otherwise.
public final class CaptureStream {
    private static final long WAIT_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

    private final RecorderOptions options;
    private final RecordRing ring;
    private final RecordDrain drain;
    private final Thread thread;
    private long newest;
    private long[] lost = new long[64];
    private int[] losers = new int[64];
    private int loserCount;
    private final AtomicLong lostTotal = new AtomicLong();
    private volatile boolean begun;
    private volatile boolean closed;

    private CaptureStream(RecordDrain drain, RecordRing ring, RecorderOptions options) {
        this.options = options;
        this.ring = ring;
        this.drain = drain;
        this.thread = Thread.ofPlatform().name("ism-capture").daemon().unstarted(drain);
    }

    /// Opens a capture that records may go to once it has joined a tap. Any thread.
    ///
    /// @param out takes the capture; closed with the stream
    /// @param origin who records, and of what
    /// @throws IOException if the capture's first blocks cannot be written
    public static CaptureStream open(
            WritableByteChannel out, CaptureOrigin origin, RecorderOptions options)
            throws IOException {
        PcapngWriter writer = new PcapngWriter(out, origin);
        writer.flush();
        RecordRing ring = new RecordRing(options.ringBytes());
        return new CaptureStream(new RecordDrain(ring, writer), ring, options);
    }

    /// The same for somebody who watches: counters are written every second, also while nothing
    /// happens, so that both ends know that the other is there.
    public static CaptureStream openWatched(
            WritableByteChannel out, CaptureOrigin origin, RecorderOptions options, HostClock clock)
            throws IOException {
        CaptureStream stream = open(out, origin, options);
        stream.drain.pulse(clock);
        return stream;
    }

    /// Begins with how things stand.
    ///
    /// @param number of the newest record, which is one of those that led here
    /// @param now of the snapshot
    void begin(long number, long now, List<RecordDrain.Standing> snapshot) {
        newest = number;
        drain.beginWith(now, snapshot);
        begun = true;
        thread.start();
    }

    /// Takes a record, or counts it.
    void take(long now, int device, RecordHeader header, TapRecord record) {
        boolean known = device >= DeviceTap.HOST && device < PcapngWriter.MAX_DEVICES;
        if (closed || !known || !reportLosses(now) || !offer(now, device, header, record)) {
            lose(known ? device : DeviceTap.HOST);
        }
        newest = header.sequence();
    }

    private boolean offer(long now, int device, RecordHeader header, TapRecord record) {
        boolean taken = ring.offer(now, device, header, record);
        while (!taken && options.lossless() && drain.failure() == null) {
            LockSupport.parkNanos(WAIT_NANOS);
            taken = ring.offer(now, device, header, record);
        }
        return taken;
    }

    private void lose(int device) {
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
            if (!offer(now, device, new RecordHeader(0, newest, 0, 0), gap)) {
                return false;
            }
            lost[device] = 0;
            loserCount--;
        }
        return true;
    }

    /// {@return records that found no room, up to now; any thread}
    public long lostCount() {
        return lostTotal.get();
    }

    /// {@return bytes of records that are on their way to the target; any thread}
    public int backlog() {
        return ring.bytes();
    }

    /// {@return why the target takes no more records, empty while it does; any thread}
    public Optional<IOException> failure() {
        return Optional.ofNullable(drain.failure());
    }

    /// Ends the capture, after it has left its tap: what is in the ring is written, then the
    /// counters of every device. Idempotent. Any thread.
    ///
    /// @param clock gives losses that were not told yet their time
    public void close(HostClock clock) {
        long now = closed || loserCount == 0 ? 0 : clock.epochNanos();
        while (begun && !closed && !reportLosses(now) && drain.failure() == null) {
            LockSupport.parkNanos(WAIT_NANOS);
        }
        end();
        // Also if interrupted: the rest of the ring belongs to the capture.
        ThreadEnd.await(thread);
    }

    /// Asks it to end as [#close] does, but waits for a slow target no longer than this; losses
    /// that find no room by then stay untold.
    ///
    /// @return whether it has ended; if not, whoever owns the target breaks that and calls [#close]
    /// @throws InterruptedException if the thread is interrupted while it waits
    public boolean endWithin(HostClock clock, Duration patience) throws InterruptedException {
        if (begun && !closed && loserCount > 0) {
            reportLosses(clock.epochNanos());
        }
        end();
        return !begun || thread.join(patience);
    }

    private void end() {
        if (!closed) {
            closed = true;
            drain.stop();
            if (!begun) {
                // Nobody joined: the file's end is written here.
                drain.run();
            }
        }
    }
}
