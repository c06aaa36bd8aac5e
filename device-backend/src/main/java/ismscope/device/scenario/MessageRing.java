package ismscope.device.scenario;

import ismscope.device.guest.DeviceMemory.AccessFault;
import ismscope.device.guest.GuestRegion;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Text messages in a region: one guest at a time writes, any number read, each at its own pace.
///
/// ```
///  0 "ISMRING" 0    8 slots (le64)    16 written (le64)    24 "title" 0
/// 64 slot 0: text of up to 63 bytes and a zero byte
/// 128 slot 1 ...
/// ```
///
/// `written` counts messages and is stored with release order behind the message's text.
final class MessageRing {
    private static final String MAGIC = "ISMRING";
    private static final int SLOTS_AT = 8;
    private static final int WRITTEN_AT = 16;
    private static final int TITLE_AT = 24;
    private static final int TITLE_LENGTH = 40;
    private static final int HEADER = 64;
    private static final int SLOT = 64;

    /// Slots in use, however large the region is: few, so that they are seen to be used again.
    private static final int SLOTS = 64;

    private final GuestRegion region;
    private long position;

    private MessageRing(GuestRegion region, long position) {
        this.region = region;
        this.position = position;
    }

    /// {@return the writer's end of a new ring}
    static MessageRing create(GuestRegion region, String title) throws AccessFault {
        region.storeText(0, MAGIC);
        region.storeRelease(SLOTS_AT, SLOTS);
        region.storeText(TITLE_AT, cut(title, TITLE_LENGTH));
        return new MessageRing(region, 0);
    }

    /// {@return a reader's end, which sees what is written from now on}
    static MessageRing open(GuestRegion region) throws AccessFault {
        return new MessageRing(region, region.loadAcquire(WRITTEN_AT));
    }

    /// Writes a message; text beyond 63 bytes is cut.
    void send(String text) throws AccessFault {
        long written = region.loadAcquire(WRITTEN_AT);
        region.storeText(slot(written), cut(text, SLOT));
        region.storeRelease(WRITTEN_AT, written + 1);
    }

    /// {@return the next message, null if there is none; a reader that was overtaken goes on with
    /// the oldest message that is still there}
    @Nullable String receive() throws AccessFault {
        long written = region.loadAcquire(WRITTEN_AT);
        if (position >= written) {
            return null;
        }
        position = Math.max(position, written - SLOTS);
        return region.loadText(slot(position++), SLOT);
    }

    private static long slot(long position) {
        return HEADER + position % SLOTS * SLOT;
    }

    private static String cut(String text, int room) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return bytes.length < room
                ? text
                : new String(bytes, 0, room - 1, StandardCharsets.US_ASCII);
    }
}
