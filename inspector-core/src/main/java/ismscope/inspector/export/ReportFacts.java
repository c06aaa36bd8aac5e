package ismscope.inspector.export;

import ismscope.device.protocol.Ack;
import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.event.Event;
import ismscope.inspector.event.EventContext;
import ismscope.inspector.event.EventDescriber;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a report tells, gathered event by event. Lists are bounded; what is beyond is counted.
final class ReportFacts {
    /// Violations that are listed.
    static final int MOST_VIOLATIONS = 500;

    /// Rows of the sequence picture.
    static final int MOST_ARROWS = 200;

    /// Devices and regions that are told one by one.
    static final int MOST_NODES = 200;

    final Map<TapKind, Long> kinds = new EnumMap<>(TapKind.class);
    final Map<Integer, long[]> devices = new LinkedHashMap<>();
    final Map<Long, Region> regions = new LinkedHashMap<>();
    final Map<String, Long> refusals = new LinkedHashMap<>();
    final List<Line> violations = new ArrayList<>();
    final List<Line> arrows = new ArrayList<>();
    long events;
    long moreViolations;
    long moreArrows;
    long lost;
    long first;
    long last;

    private final EventContext context;

    ReportFacts(EventContext context) {
        this.context = context;
    }

    /// An event in a list.
    record Line(long event, long time, int device, TapKind kind, String text) {}

    /// A region, with the devices that it was ever mapped in.
    record Region(long token, long size, boolean alive, Set<Integer> mapped) {}

    void take(Event event) {
        first = events == 0 ? event.timeNanos() : first;
        last = event.timeNanos();
        events++;
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
                    region.mapped().add(event.device());
                }
            }
            case TapRecord.Violation _ -> violation(event);
            case TapRecord.Lost told -> lost += told.count();
            case TapRecord.Reply reply -> refusal(reply);
            default -> {
                // Counted, and no more.
            }
        }
        arrow(event);
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
                        known == null ? new LinkedHashSet<>() : known.mapped());
        regions.put(token, now);
        return now;
    }

    private void violation(Event event) {
        if (violations.size() == MOST_VIOLATIONS) {
            moreViolations++;
        } else {
            violations.add(line(event));
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
            arrows.add(line(event));
        } else if (drawn) {
            moreArrows++;
        }
    }

    private Line line(Event event) {
        return new Line(
                event.number(),
                event.timeNanos(),
                event.device(),
                event.kind(),
                EventDescriber.describe(event, context));
    }
}
