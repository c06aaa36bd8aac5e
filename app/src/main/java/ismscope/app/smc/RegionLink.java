package ismscope.app.smc;

import ismscope.device.guest.DeviceMemory;
import ismscope.device.guest.DeviceMemory.AccessFault;
import ismscope.device.guest.GuestRegion;
import ismscope.device.guest.IsmDriver;
import ismscope.device.peer.ProcessPeer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Two rings of bytes in two regions, as SMC uses them: each end writes its own, and rings the
/// doorbell only if the other sleeps.
///
/// ```
///    0 written(8)  64 read(8)  128 reader sleeps(8)  192 writer sleeps(8)  4096 data[CAPACITY]
/// ```
final class RegionLink implements Link {
    /// Bytes that can be on their way.
    static final int CAPACITY = 1 << 20;

    /// Bytes of a region that holds a ring.
    static final long REGION_BYTES = 4096 + CAPACITY;

    private static final long WRITTEN = 0;
    private static final long READ = 64;
    private static final long READER_SLEEPS = 128;
    private static final long WRITER_SLEEPS = 192;
    private static final long DATA = 4096;
    private static final Duration GLANCE = Duration.ofMillis(100);
    private static final long YIELD_NANOS = 200_000;

    private final IsmDriver driver;
    private final DeviceMemory memory;
    private final GuestRegion outgoing;
    private final GuestRegion incoming;
    private final long spinNanos;

    /// Bytes that this end has written and read, and the other's cursors when last looked at: each
    /// look takes the line from the other's processor.
    private long written;

    private long read;
    private long readByOther;
    private long writtenByOther;

    /// A link over two regions that are in one piece each.
    RegionLink(
            IsmDriver driver,
            DeviceMemory memory,
            GuestRegion outgoing,
            GuestRegion incoming,
            Receiver receiver) {
        this.driver = driver;
        this.memory = memory;
        this.outgoing = outgoing;
        this.incoming = incoming;
        this.spinNanos = receiver.spinNanos();
    }

    /// What an end waits for.
    private interface Ready {
        boolean now() throws AccessFault;
    }

    @Override
    public void send(byte[] bytes) throws IOException {
        try {
            long base = outgoing.location();
            long end = written + bytes.length;
            if (end - readByOther > CAPACITY) {
                await(base + WRITER_SLEEPS, () -> hasRoom(base, end));
            }
            int at = (int) (written & (CAPACITY - 1));
            int first = Math.min(bytes.length, CAPACITY - at);
            memory.store(base + DATA + at, bytes, 0, first);
            memory.store(base + DATA, bytes, first, bytes.length - first);
            memory.storeRelease(base + WRITTEN, end);
            written = end;
            wake(outgoing, base + READER_SLEEPS);
        } catch (AccessFault e) {
            throw new IOException("the region was taken away", e);
        }
    }

    @Override
    public void receive(byte[] bytes) throws IOException {
        try {
            long base = incoming.location();
            long end = read + bytes.length;
            if (writtenByOther < end) {
                await(base + READER_SLEEPS, () -> hasBytes(base, end));
            }
            int at = (int) (read & (CAPACITY - 1));
            int first = Math.min(bytes.length, CAPACITY - at);
            memory.load(base + DATA + at, bytes, 0, first);
            memory.load(base + DATA, bytes, first, bytes.length - first);
            memory.storeRelease(base + READ, end);
            read = end;
            wake(incoming, base + WRITER_SLEEPS);
        } catch (AccessFault e) {
            throw new IOException("the region was taken away", e);
        }
    }

    private boolean hasRoom(long base, long end) throws AccessFault {
        readByOther = memory.loadAcquire(base + READ);
        return end - readByOther <= CAPACITY;
    }

    private boolean hasBytes(long base, long end) throws AccessFault {
        writtenByOther = memory.loadAcquire(base + WRITTEN);
        return writtenByOther >= end;
    }

    /// The other end's wish must be read after what it waits for was stored.
    private void wake(GuestRegion region, long flag) throws AccessFault {
        ProcessPeer.fence();
        if (memory.loadAcquire(flag) != 0) {
            memory.storeRelease(flag, 0);
            driver.ring(region);
        }
    }

    private void await(long flag, Ready ready) throws AccessFault, IOException {
        if (ready.now()) {
            return;
        }
        long start = System.nanoTime();
        for (long spent = 0; spent < spinNanos; spent = System.nanoTime() - start) {
            for (int i = 0; i < 64; i++) {
                if (ready.now()) {
                    return;
                }
                Thread.onSpinWait();
            }
            if (spent > YIELD_NANOS) {
                // More ends than processors: let the other one run.
                LockSupport.parkNanos(1_000);
            }
        }
        sleep(flag, ready);
    }

    private void sleep(long flag, Ready ready) throws AccessFault, IOException {
        try {
            while (true) {
                memory.storeRelease(flag, 1);
                ProcessPeer.fence();
                if (ready.now()) {
                    memory.storeRelease(flag, 0);
                    return;
                }
                // An event may be of something older: what counts is in the region.
                boolean woken = driver.awaitEvent(GLANCE) != null;
                if (woken && ready.now()) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {}
}
