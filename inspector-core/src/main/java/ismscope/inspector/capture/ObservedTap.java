package ismscope.inspector.capture;

import ismscope.device.tap.DeviceTap;
import ismscope.device.tap.HostClock;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.event.Event;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// A host's one tap, shared by observers who join and leave while it runs.
///
/// It gives every record its number and its time, which are the same for all observers. Content
/// longer than a record becomes several records of its flow. While nobody observes, it is off and
/// records are neither built nor numbered.
///
/// Thread: the host's owner thread, but for [#isOn] and [#recordCount].
public final class ObservedTap implements DeviceTap {
    /// Bytes of content in one record: whole pages.
    static final int CONTENT_PIECE = 15 * 4096;

    private static final CaptureStream[] NOBODY = {};

    private final HostClock clock;
    private volatile CaptureStream[] observers = NOBODY;
    private final AtomicLong sequence = new AtomicLong();

    /// @param clock gives every record its time
    public ObservedTap(HostClock clock) {
        this.clock = clock;
    }

    @Override
    public boolean isOn() {
        return observers.length > 0;
    }

    /// {@return records so far, which is the newest one's number; any thread}
    public long recordCount() {
        return sequence.get();
    }

    /// Lets an observer in: it gets the state as it stands, then every record.
    ///
    /// @param description tells how things stand: a host's `describeTo`
    public void join(CaptureStream observer, Consumer<DeviceTap> description) {
        long number = sequence.get();
        List<RecordDrain.Standing> standing = new ArrayList<>();
        description.accept((device, flow, token, record) -> {
            int flags = Event.SNAPSHOT | flags(record);
            RecordHeader header = new RecordHeader(flags, number, flow, token);
            standing.add(new RecordDrain.Standing(device, header, record));
        });
        // A run under virtual time asks for it as often as before there were snapshots.
        observer.begin(number, standing.isEmpty() ? 0 : clock.epochNanos(), standing);
        CaptureStream[] all = Arrays.copyOf(observers, observers.length + 1);
        all[all.length - 1] = observer;
        observers = all;
    }

    /// Lets an observer go, who gets nothing any more. Does nothing if it is not there.
    public void leave(CaptureStream observer) {
        observers =
                Arrays.stream(observers)
                        .filter(other -> !other.equals(observer))
                        .toArray(CaptureStream[]::new);
    }

    @Override
    public void record(int device, long flow, long token, TapRecord record) {
        if (record instanceof TapRecord.Content content && content.bytes().length > CONTENT_PIECE) {
            inPieces(device, flow, token, content);
        } else if (isOn()) {
            hand(device, flow, token, record);
        }
    }

    private void hand(int device, long flow, long token, TapRecord record) {
        long number = sequence.get() + 1;
        sequence.setRelease(number);
        long now = clock.epochNanos();
        RecordHeader header = new RecordHeader(flags(record), number, flow, token);
        for (CaptureStream observer : observers) {
            observer.take(now, device, header, record);
        }
    }

    private static int flags(TapRecord record) {
        return record instanceof TapRecord.Violation ? Event.VIOLATION : 0;
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
}
