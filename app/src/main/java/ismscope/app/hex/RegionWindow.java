package ismscope.app.hex;

import ismscope.inspector.state.SessionState.RegionState;
import java.util.List;

/// Bytes of a region after an event, read for painting. Arrays are not to be changed.
///
/// @param event after which it holds
/// @param region what the state says of it
/// @param offset of the first byte
/// @param bytes as many as were read
/// @param writtenAt event that last wrote each, -1 for none
/// @param quality 0 exact, 1 page, 2 sampled
/// @param incomplete whether content was left out of the capture
/// @param writes the newest stores, newest first
record RegionWindow(
        long event,
        RegionState region,
        long offset,
        byte[] bytes,
        long[] writtenAt,
        int quality,
        boolean incomplete,
        List<Write> writes) {
    RegionWindow {
        writes = List.copyOf(writes);
    }

    /// One store.
    ///
    /// @param device ordinal of the writer
    record Write(long event, int device, long offset, long length) {}

    /// {@return whether all of these bytes are in it}
    boolean covers(long from, long end) {
        return from >= offset && end <= offset + bytes.length;
    }

    /// {@return whether this byte is in it}
    boolean has(long at) {
        return at >= offset && at < offset + bytes.length;
    }

    /// {@return a byte that is in it, 0 to 255}
    int at(long at) {
        return bytes[(int) (at - offset)] & 0xff;
    }

    /// {@return the event that last wrote a byte that is in it, -1 for none}
    long writer(long at) {
        return writtenAt[(int) (at - offset)];
    }
}
