package ismscope.inspector.timeline;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A time line frozen at one length.
///
/// Stretches are given by *bounds*: ascending event numbers, of which two that follow each other
/// are the first event of a pixel and the one behind its last. Immutable; thread: any.
public final class TimelineView {
    /// A number that nothing tells.
    public static final long NOT_KNOWN = -1;

    private final long events;
    private final @Nullable Track[] tracks;
    private final List<Gap> gaps;
    private final int[] devices;

    /// @param tracks by device; not changed any more
    TimelineView(long events, @Nullable Track[] tracks, List<Gap> gaps) {
        this.events = events;
        this.tracks = tracks;
        this.gaps = List.copyOf(gaps);
        devices = IntStream.range(0, tracks.length).filter(i -> tracks[i] != null).toArray();
    }

    /// {@return events looked at: those with numbers below it}
    public long events() {
        return events;
    }

    /// {@return how many devices have a track}
    public int trackCount() {
        return devices.length;
    }

    /// {@return the device of a track; tracks are in order of appearance}
    public int device(int track) {
        return devices[track];
    }

    /// {@return the track of a device, -1 if it has none}
    public int trackOf(int device) {
        int place = Arrays.binarySearch(devices, device);
        return Math.max(-1, place);
    }

    /// {@return stretches without events that are much longer than usual, in order}
    public List<Gap> gaps() {
        return gaps;
    }

    /// Counts the events of each pixel.
    ///
    /// @param bounds one more than pixels, at most [#events]
    /// @param out takes a number for each pixel
    /// @return all of them
    public long count(int device, Lane lane, long[] bounds, int[] out) {
        Postings postings = postings(device, lane);
        int pixels = bounds.length - 1;
        if (postings == null) {
            Arrays.fill(out, 0, pixels, 0);
            return 0;
        }
        long first = postings.below(bounds[0], 0);
        long place = first;
        for (int i = 0; i < pixels; i++) {
            long next = bounds[i + 1] == bounds[i] ? place : postings.below(bounds[i + 1], place);
            out[i] = (int) Math.min(next - place, Integer.MAX_VALUE);
            place = next;
        }
        return place - first;
    }

    /// Says for each pixel whether a command runs at its beginning.
    ///
    /// @param bounds as of [#count]
    /// @param out takes an answer for each pixel
    public void running(int device, long[] bounds, boolean[] out) {
        Track track = tracks[device];
        Postings requests = postings(device, Lane.COMMAND);
        long place = 0;
        for (int i = 0; i < bounds.length - 1; i++) {
            if (track == null || requests == null) {
                out[i] = false;
            } else {
                place = requests.below(bounds[i], place);
                out[i] = track.reachBefore(place) >= bounds[i];
            }
        }
    }

    /// Hands out events of a lane, in order.
    ///
    /// @param range the first that may be meant, and the event behind the last
    /// @param earlier also so many before them
    public void each(int device, Lane lane, long[] range, int earlier, LongConsumer out) {
        Postings postings = postings(device, lane);
        if (postings == null) {
            return;
        }
        long first = postings.below(range[0], 0);
        long end = postings.below(range[1], first);
        for (long place = Math.max(0, first - earlier); place < end; place++) {
            out.accept(postings.event(place));
        }
    }

    /// {@return the event of a lane that is next to this one: itself, or the nearest before (-1) or
    /// behind (1); -1 if there is none}
    public long next(int device, Lane lane, long event, int way) {
        Postings postings = postings(device, lane);
        if (postings == null) {
            return -1;
        }
        if (way < 0) {
            long place = postings.below(Math.min(event + 1, events), 0);
            return place == 0 ? -1 : postings.event(place - 1);
        }
        long place = postings.below(event, 0);
        return place < postings.below(events, place) ? postings.event(place) : -1;
    }

    /// Tells bytes of regions that a device allocated and that are alive, before each bound.
    ///
    /// @param out takes a number for each pixel
    public void liveBytes(int device, long[] bounds, long[] out) {
        Track track = tracks[device];
        Steps steps = track == null ? null : track.liveBytes();
        if (steps == null) {
            Arrays.fill(out, 0, bounds.length - 1, 0);
        } else {
            steps.before(bounds, bounds.length - 1, out);
        }
    }

    /// Tells how many buffers a device's eventq has, before each bound: what was left when an event
    /// was put into one, 0 since one found none, [#NOT_KNOWN] before. What the driver adds shows
    /// with the next event.
    ///
    /// @param out takes a number for each pixel
    public void buffers(int device, long[] bounds, long[] out) {
        Track track = tracks[device];
        Steps steps = track == null ? null : track.buffers();
        if (steps == null) {
            Arrays.fill(out, 0, bounds.length - 1, NOT_KNOWN);
        } else {
            steps.before(bounds, bounds.length - 1, out);
        }
    }

    /// {@return whether buffers of any eventq were counted}
    public boolean countsBuffers() {
        return Arrays.stream(tracks).anyMatch(track -> track != null && track.buffers() != null);
    }

    /// {@return whether notifications were merged}
    public boolean hasMerged() {
        return Arrays.stream(tracks)
                .anyMatch(track -> track != null && track.lane(Lane.MERGED) != null);
    }

    private @Nullable Postings postings(int device, Lane lane) {
        Track track = tracks[device];
        return track == null ? null : track.lane(lane);
    }
}
