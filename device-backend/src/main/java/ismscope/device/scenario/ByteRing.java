package ismscope.device.scenario;

import ismscope.device.guest.DeviceMemory.AccessFault;
import ismscope.device.guest.GuestRegion;

/// A stream of bytes from one guest to another through a region: one writer, one reader, a cursor
/// each.
///
/// ```
///    0 producer cursor (le64): bytes ever written
///   64 consumer cursor (le64): bytes ever read
///  128 closed (le64): 1 when the writer will write no more
/// 4096 data: a ring of CAPACITY bytes
/// ```
///
/// Each cursor is stored by one side only, with release order behind the bytes it speaks of.
final class ByteRing {
    /// Bytes that can be on their way.
    static final int CAPACITY = 16 << 10;

    private static final int PRODUCER_AT = 0;
    private static final int CONSUMER_AT = 64;
    private static final int CLOSED_AT = 128;
    private static final int DATA_AT = 4096;

    private final GuestRegion region;

    /// The ring in a region of at least [#DATA_AT] + [#CAPACITY] bytes, as one side sees it; a
    /// region that reads as zeros is an empty ring.
    ByteRing(GuestRegion region) {
        this.region = region;
    }

    GuestRegion region() {
        return region;
    }

    /// {@return bytes that can be written now}
    int room() throws AccessFault {
        return CAPACITY - waiting();
    }

    /// {@return bytes that can be read now}
    int waiting() throws AccessFault {
        return (int) (region.loadAcquire(PRODUCER_AT) - region.loadAcquire(CONSUMER_AT));
    }

    /// Writes bytes; there must be room for them.
    void write(byte[] bytes) throws AccessFault {
        long producer = region.loadAcquire(PRODUCER_AT);
        int at = (int) (producer % CAPACITY);
        int first = Math.min(bytes.length, CAPACITY - at);
        store(at, bytes, 0, first);
        store(0, bytes, first, bytes.length - first);
        region.storeRelease(PRODUCER_AT, producer + bytes.length);
    }

    /// {@return the next bytes, as many as are waiting, at most `most`}
    byte[] read(int most) throws AccessFault {
        long consumer = region.loadAcquire(CONSUMER_AT);
        int length = Math.min(most, waiting());
        int at = (int) (consumer % CAPACITY);
        int first = Math.min(length, CAPACITY - at);
        byte[] bytes = new byte[length];
        System.arraycopy(region.load(DATA_AT + at, first), 0, bytes, 0, first);
        System.arraycopy(region.load(DATA_AT, length - first), 0, bytes, first, length - first);
        region.storeRelease(CONSUMER_AT, consumer + length);
        return bytes;
    }

    /// Says that no more bytes will come.
    void close() throws AccessFault {
        region.storeRelease(CLOSED_AT, 1);
    }

    /// {@return whether the writer has closed it}
    boolean isClosed() throws AccessFault {
        return region.loadAcquire(CLOSED_AT) != 0;
    }

    private void store(int at, byte[] bytes, int from, int length) throws AccessFault {
        if (length > 0) {
            byte[] piece = new byte[length];
            System.arraycopy(bytes, from, piece, 0, length);
            region.store(DATA_AT + at, piece);
        }
    }
}
