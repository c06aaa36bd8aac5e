package ismscope.app.hex;

import ismscope.inspector.state.SessionState.RegionState;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
/// @param compared the same bytes at the moment that is compared with, null where there is none
record RegionWindow(
        long event,
        RegionState region,
        long offset,
        byte[] bytes,
        long[] writtenAt,
        int quality,
        boolean incomplete,
        List<Write> writes,
        @Nullable Compared compared) {
    RegionWindow {
        writes = List.copyOf(writes);
    }

    /// The bytes of another moment, from the same offset on; fewer where the region ended before.
    ///
    /// @param event the moment
    record Compared(long event, byte[] bytes) {}

    /// {@return whether a byte that is in it is another one at the moment that is compared with}
    boolean differs(long at) {
        Compared other = compared;
        int place = (int) (at - offset);
        return other != null && (place >= other.bytes.length || other.bytes[place] != bytes[place]);
    }

    /// {@return whether this byte is known of the moment that is compared with}
    boolean hasCompared(long at) {
        Compared other = compared;
        return other != null && at >= offset && at < offset + other.bytes.length;
    }

    /// {@return a byte of the moment that is compared with, 0 to 255; 0 where there is none}
    int comparedAt(long at) {
        Compared other = compared;
        return other == null ? 0 : other.bytes[(int) (at - offset)] & 0xff;
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
