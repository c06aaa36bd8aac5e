package ismscope.inspector.export;

import ismscope.device.protocol.Ack;
import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.event.Event;
import ismscope.inspector.event.EventContext;
import ismscope.inspector.event.EventDescriber;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a report tells, gathered event by event. Lists are bounded; what is beyond is counted.
final class ReportFacts {
    /// Notes that are listed.
    static final int MOST_NOTES = 200;

    /// Rows of the sequence picture.
    static final int MOST_ARROWS = 120;

    /// Devices and regions that are told one by one.
    static final int MOST_NODES = 200;

    final Map<TapKind, Long> kinds = new EnumMap<>(TapKind.class);
    final Map<Integer, long[]> devices = new LinkedHashMap<>();
    final Map<Long, Region> regions = new LinkedHashMap<>();
    final Map<String, Long> refusals = new LinkedHashMap<>();
    final List<Line> notes = new ArrayList<>();
    final Set<Integer> gone = new HashSet<>();
    final List<Line> arrows = new ArrayList<>();
    long events;
    long requests;
    long moreNotes;
    long moreArrows;
    long lost;
    long first;
    long last;

    private final EventContext context;
    private final BitSet taken = new BitSet();

    ReportFacts(EventContext context) {
        this.context = context;
    }

    /// An event in a list.
    record Line(long event, long time, int device, TapKind kind, String text) {}

    /// A region, with the devices that it was ever mapped in, and whether it still is.
    record Region(long token, long size, boolean alive, Map<Integer, Boolean> mapped) {}

    void take(Event event) {
        first = events == 0 ? event.timeNanos() : first;
        last = event.timeNanos();
        events++;
        taken.set((int) event.number());
        kinds.merge(event.kind(), 1L, Long::sum);
        if (devices.containsKey(event.device()) || devices.size() < MOST_NODES) {
            devices.computeIfAbsent(event.device(), _ -> new long[1])[0]++;
        }
        switch (event.record()) {
            case TapRecord.RegionCreated created -> region(event.token(), created.size(), true);
            case TapRecord.RegionFreed _ -> region(event.token(), -1, false);
            case TapRecord.Mapped _ -> {
                Region region = region(event.token(), -1, true);
                if (region != null) {
                    region.mapped().put(event.device(), true);
                }
            }
            case TapRecord.Unmapped _ -> {
                Region region = regions.get(event.token());
                if (region != null) {
                    region.mapped().replace(event.device(), false);
                }
            }
            case TapRecord.DeviceRemoved _ -> gone.add(event.device());
            case TapRecord.Request _ -> requests++;
            case TapRecord.Lost told -> lost += told.count();
            case TapRecord.Reply reply -> refusal(reply);
            default -> {
                // Counted, and no more.
            }
        }
        arrow(event);
        note(event);
    }

    /// {@return whether an event was shown}
    boolean holds(long event) {
        return taken.get((int) event);
    }

    /// {@return time of the session's first event, in nanoseconds since 1970}
    long start() {
        return context.eventCount() == 0 ? 0 : context.event(0).timeNanos();
    }

    private @org.jspecify.annotations.Nullable Region region(long token, long size, boolean alive) {
        Region known = regions.get(token);
        if (known == null && regions.size() == MOST_NODES) {
            return null;
        }
        Region now =
                new Region(
                        token,
                        size >= 0 || known == null ? Math.max(size, 0) : known.size(),
                        alive,
                        known == null ? new LinkedHashMap<>() : known.mapped());
        regions.put(token, now);
        return now;
    }

    private void note(Event event) {
        if (event.comment().isEmpty()) {
            return;
        }
        if (notes.size() == MOST_NOTES) {
            moreNotes++;
        } else {
            notes.add(line(event, event.comment()));
        }
    }

    private void refusal(TapRecord.Reply reply) {
        if (reply.bytes().length > 0 && reply.bytes()[0] != Ack.OK.code()) {
            int code = reply.bytes()[0] & 0xff;
            Ack ack = Ack.fromCode(code);
            refusals.merge(ack == null ? "ack " + code : ack.name(), 1L, Long::sum);
        }
    }

    private void arrow(Event event) {
        boolean drawn =
                switch (event.kind()) {
                    case REQUEST, REPLY, DOORBELL, EVENT, INTERRUPT, SWALLOWED, VIOLATION -> true;
                    default -> false;
                };
        if (drawn && arrows.size() < MOST_ARROWS) {
            arrows.add(line(event, EventDescriber.describe(event, context)));
        } else if (drawn) {
            moreArrows++;
        }
    }

    private static Line line(Event event, String text) {
        return new Line(event.number(), event.timeNanos(), event.device(), event.kind(), text);
    }
}
