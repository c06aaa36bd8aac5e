package ismscope.app.hex;

import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.session.SessionSnapshot;
import ismscope.inspector.state.RegionBytes;
import ismscope.inspector.state.SessionState.RegionState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads windows of a region, with some rows more than are seen, so that scrolling rarely waits.
/// Thread: one worker.
final class WindowReader {
    /// Bytes read at most; a window of the largest screen with its margins is less.
    static final int MOST_BYTES = 1 << 18;

    /// Events looked back on for the newest stores.
    static final int SCANNED_EVENTS = 20_000;

    static final int MOST_WRITES = 48;

    /// What is asked for.
    ///
    /// @param from first byte wanted
    /// @param length bytes wanted
    /// @param compared the moment to compare with, -1 for none
    record Request(
            SessionSnapshot snapshot,
            RegionState region,
            long event,
            long from,
            int length,
            long compared) {}

    /// {@return the window}
    RegionWindow read(Request request) {
        RegionBytes bytes = request.snapshot().regionAt(request.region().token(), request.event());
        long from = Math.clamp(request.from(), 0, Math.max(0, bytes.size()));
        int length = (int) Math.min(Math.min(request.length(), MOST_BYTES), bytes.size() - from);
        byte[] target = new byte[length];
        long[] writtenAt = new long[length];
        int read = bytes.read(from, target, writtenAt);
        return new RegionWindow(
                request.event(),
                request.region(),
                from,
                read == length ? target : Arrays.copyOf(target, read),
                writtenAt,
                bytes.quality(),
                bytes.incomplete(),
                newestWrites(request.snapshot(), request.region().token(), request.event()),
                compared(request, from, read));
    }

    private static RegionWindow.@Nullable Compared compared(Request request, long from, int read) {
        if (request.compared() < 0) {
            return null;
        }
        RegionBytes bytes =
                request.snapshot().regionAt(request.region().token(), request.compared());
        byte[] target = new byte[Math.clamp(bytes.size() - from, 0, read)];
        if (target.length > 0) {
            bytes.read(from, target, new long[0]);
        }
        return new RegionWindow.Compared(request.compared(), target);
    }

    private static List<RegionWindow.Write> newestWrites(
            SessionSnapshot snapshot, long token, long event) {
        List<RegionWindow.Write> writes = new ArrayList<>();
        long last = Math.min(event, snapshot.eventCount() - 1);
        long first = Math.max(0, last - SCANNED_EVENTS + 1);
        for (long at = last; at >= first && writes.size() < MOST_WRITES; at--) {
            TapKind kind = snapshot.kind(at);
            boolean store = kind == TapKind.CONTENT || kind == TapKind.ACCESS;
            RegionWindow.Write write =
                    store && snapshot.token(at) == token ? write(snapshot, at) : null;
            if (write != null) {
                writes.add(write);
            }
        }
        return writes;
    }

    private static RegionWindow.@Nullable Write write(SessionSnapshot snapshot, long event) {
        int device = snapshot.device(event);
        return switch (snapshot.event(event).record()) {
            case TapRecord.Content content ->
                    new RegionWindow.Write(event, device, content.offset(), content.bytes().length);
            case TapRecord.Access access when access.store() ->
                    new RegionWindow.Write(event, device, access.offset(), access.width());
            default -> null;
        };
    }
}
