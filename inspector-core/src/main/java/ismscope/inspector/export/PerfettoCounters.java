package ismscope.inspector.export;

import ismscope.device.tap.TapRecord;
import ismscope.inspector.event.Event;
import ismscope.inspector.event.EventContext;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// The counters of a Perfetto trace: commands in flight and attached regions of each device that is
/// in the trace, live bytes of the host. They count all events of the session, also those that the
/// export leaves out, and are told with the events that are exported: what a counter says was true
/// then.
final class PerfettoCounters {
    private static final int HOST = 0;

    private final EventContext context;
    private final PerfettoTracks tracks;
    private final Map<Integer, Set<Long>> inFlight = new HashMap<>();
    private final Map<Integer, Set<Long>> attached = new HashMap<>();
    private final Map<Long, Long> sizes = new HashMap<>();
    private final Map<Counter, Long> values = new HashMap<>();
    private final Set<Integer> shown = new HashSet<>(Set.of(HOST));
    private final Set<Counter> untold = new LinkedHashSet<>();
    private long liveBytes;

    private enum Figure {
        IN_FLIGHT("in flight"),
        ATTACHED_REGIONS("attached regions"),
        LIVE_BYTES("live bytes");

        private final String words;

        Figure(String words) {
            this.words = words;
        }
    }

    private record Counter(int device, Figure figure) {}

    PerfettoCounters(EventContext context, PerfettoTracks tracks) {
        this.context = context;
        this.tracks = tracks;
    }

    /// Counts an event.
    ///
    /// @param event the next one of the session, exported or not
    void take(Event event) {
        switch (event.record()) {
            case TapRecord.Request _ -> inFlight(event.device()).add(event.number());
            case TapRecord.Reply _ ->
                    inFlight(event.device()).remove(context.counterpart(event.number()));
            case TapRecord.Status(int _, int after) when after == 0 ->
                    inFlight(event.device()).clear();
            case TapRecord.DeviceRemoved _ -> inFlight(event.device()).clear();
            case TapRecord.Mapped _ -> attached(event.device()).add(event.token());
            case TapRecord.Unmapped _ -> attached(event.device()).remove(event.token());
            case TapRecord.RegionCreated created -> resize(event.token(), created.size());
            case TapRecord.RegionFreed _ -> resize(event.token(), 0);
            default -> {
                return;
            }
        }
        int device = event.device();
        set(new Counter(device, Figure.IN_FLIGHT), inFlight(device).size());
        set(new Counter(device, Figure.ATTACHED_REGIONS), attached(device).size());
        set(new Counter(HOST, Figure.LIVE_BYTES), liveBytes);
    }

    private Set<Long> inFlight(int device) {
        return inFlight.computeIfAbsent(device, _ -> new HashSet<>());
    }

    private Set<Long> attached(int device) {
        return attached.computeIfAbsent(device, _ -> new HashSet<>());
    }

    private void resize(long token, long size) {
        Long before = size == 0 ? sizes.remove(token) : sizes.put(token, size);
        liveBytes += size - (before == null ? 0 : before);
    }

    /// A counter that was never above 0 is none.
    private void set(Counter counter, long value) {
        long before = values.getOrDefault(counter, 0L);
        if (value == before) {
            return;
        }
        values.put(counter, value);
        if (shown.contains(counter.device())) {
            untold.add(counter);
        }
    }

    /// Writes what has changed since the exported event before.
    ///
    /// @param event an exported one, counted already
    void tell(Event event) throws IOException {
        if (shown.add(event.device())) {
            for (Figure figure : Figure.values()) {
                untold.add(new Counter(event.device(), figure));
            }
            untold.retainAll(values.keySet());
        }
        for (Counter counter : untold) {
            int device = counter.device();
            Figure figure = counter.figure();
            long group = tracks.device(device, context.deviceName(device));
            long track = tracks.counter(group, figure.words, figure == Figure.LIVE_BYTES);
            tracks.count(event, track, values.getOrDefault(counter, 0L));
        }
        untold.clear();
    }
}
