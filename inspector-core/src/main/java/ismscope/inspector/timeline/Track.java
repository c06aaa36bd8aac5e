package ismscope.inspector.timeline;

import ismscope.inspector.column.ColumnMemory;
import ismscope.inspector.column.LongColumn;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// What a time line knows of one device.
///
/// Thread: as of [Postings].
final class Track {
    private final ColumnMemory memory;
    private final AtomicReferenceArray<@Nullable Postings> lanes =
            new AtomicReferenceArray<>(Lane.values().length);

    /// By the place of a request: the last reply to it and all before, -1 if there is none yet.
    private final LongColumn reach;

    private volatile @Nullable Steps liveBytes;
    private volatile @Nullable Steps buffers;

    Track(ColumnMemory memory) {
        this.memory = memory;
        reach = new LongColumn(memory);
    }

    void add(Lane lane, long event) {
        Postings postings = lane(lane);
        if (postings == null) {
            postings = new Postings(memory);
            lanes.set(lane.place(), postings);
        }
        postings.add(event);
        if (lane == Lane.COMMAND) {
            reach.add(reach.length() == 0 ? -1 : reach.get(reach.length() - 1));
        }
    }

    /// Notes a reply, which is later than all replies before.
    void replied(long request, long reply) {
        Postings requests = lane(Lane.COMMAND);
        if (requests == null) {
            return;
        }
        for (long at = requests.placeOf(request); at < requests.written(); at++) {
            reach.set(at, reply);
        }
    }

    void live(long event, long change) {
        Steps steps = liveBytes;
        if (steps == null) {
            steps = new Steps(memory, 0);
            liveBytes = steps;
        }
        steps.add(event, change);
    }

    void buffers(long event, long left) {
        Steps steps = buffers;
        if (steps == null) {
            steps = new Steps(memory, TimelineView.NOT_KNOWN);
            buffers = steps;
        }
        steps.set(event, left);
    }

    void publish(long seen) {
        for (int i = 0; i < lanes.length(); i++) {
            Postings postings = lanes.get(i);
            if (postings != null) {
                postings.publish(seen);
            }
        }
        publish(liveBytes, seen);
        publish(buffers, seen);
    }

    private static void publish(@Nullable Steps steps, long seen) {
        if (steps != null) {
            steps.publish(seen);
        }
    }

    @Nullable Postings lane(Lane lane) {
        return lanes.get(lane.place());
    }

    @Nullable Steps liveBytes() {
        return liveBytes;
    }

    /// {@return buffers that its eventq has left, null if none were ever counted}
    @Nullable Steps buffers() {
        return buffers;
    }

    /// {@return the last reply to the requests before this place, -1 if there is none}
    long reachBefore(long place) {
        return place == 0 ? -1 : reach.getAcquire(place - 1);
    }
}
