package ismscope.app.graph;

import ismscope.app.graph.Traffic.Alarm;
import ismscope.app.graph.Traffic.Fate;
import ismscope.app.graph.Traffic.Hop;
import ismscope.app.graph.Traffic.Touch;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.session.SessionSnapshot;
import ismscope.inspector.state.SessionState;
import ismscope.inspector.state.SessionState.DeviceState;
import ismscope.inspector.state.SessionState.RegionState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Sums up the events between two states, in bounded time however many there are.
///
/// At most [#SCANNED_EVENTS] of them are looked at, the newest, and of these at most
/// [#DECODED_EVENTS] of a kind are decoded. What was not looked at is counted by the difference of
/// the states' counters and spread over the links that were seen, so that no notification is
/// missing from the sums. Thread: its owner's.
final class TrafficReader {
    static final int SCANNED_EVENTS = 50_000;
    static final int DECODED_EVENTS = 256;
    private static final int REMEMBERED_FLOWS = 4_096;

    private final Map<Long, Integer> senders =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Long, Integer> eldest) {
                    return size() > REMEMBERED_FLOWS;
                }
            };

    /// {@return what happened after `from` up to `to`}
    Traffic read(SessionSnapshot snapshot, SessionState from, SessionState to) {
        Map<HopKey, Long> sums = new LinkedHashMap<>();
        Deque<Long> contents = new ArrayDeque<>();
        long first = Math.max(from.event() + 1, to.event() - SCANNED_EVENTS + 1);
        int decoded = 0;
        for (long event = first; event <= to.event(); event++) {
            switch (snapshot.kind(event)) {
                case DOORBELL -> rung(snapshot, event, sums);
                case EVENT -> delivered(snapshot, event, sums);
                case SWALLOWED -> {
                    if (decoded++ < DECODED_EVENTS) {
                        swallowed(snapshot, event, sums);
                    }
                }
                case CONTENT, ACCESS -> {
                    contents.addLast(event);
                    if (contents.size() > DECODED_EVENTS) {
                        contents.removeFirst();
                    }
                }
                default -> {}
            }
        }
        List<Hop> hops = new ArrayList<>();
        boolean all = first == from.event() + 1 && decoded <= DECODED_EVENTS;
        Map<Counter, Double> factors = all ? Map.of() : factors(sums, from, to);
        sums.forEach(
                (key, sum) -> hops.add(key.hop(sum * factors.getOrDefault(Counter.of(key), 1.0))));
        return new Traffic(to.event(), hops, alarms(from, to), touches(snapshot, contents));
    }

    private void rung(SessionSnapshot snapshot, long event, Map<HopKey, Long> sums) {
        int device = snapshot.device(event);
        senders.put(snapshot.flow(event), device);
        add(sums, new HopKey(Fate.RUNG, device, snapshot.token(event), device), 1);
    }

    private void delivered(SessionSnapshot snapshot, long event, Map<HopKey, Long> sums) {
        int device = snapshot.device(event);
        int sender = senders.getOrDefault(snapshot.flow(event), device);
        add(sums, new HopKey(Fate.DELIVERED, device, snapshot.token(event), sender), 1);
    }

    private void swallowed(SessionSnapshot snapshot, long event, Map<HopKey, Long> sums) {
        if (!(snapshot.event(event).record() instanceof TapRecord.Swallowed record)) {
            return;
        }
        Fate fate =
                switch (record.reason()) {
                    case TapRecord.Swallowed.MERGED -> Fate.MERGED;
                    case TapRecord.Swallowed.NO_REGION,
                            TapRecord.Swallowed.NO_PEER,
                            TapRecord.Swallowed.NOT_PERMITTED ->
                            Fate.DIED_AT_REGION;
                    default -> Fate.DIED_AT_VM;
                };
        int device = snapshot.device(event);
        int sender = senders.getOrDefault(snapshot.flow(event), device);
        add(sums, new HopKey(fate, device, snapshot.token(event), sender), record.count());
    }

    private static void add(Map<HopKey, Long> sums, HopKey key, long count) {
        sums.merge(key, count, Long::sum);
    }

    private static Map<Integer, Alarm> alarms(SessionState from, SessionState to) {
        Map<Integer, Alarm> alarms = new HashMap<>();
        for (DeviceState now : to.devices().values()) {
            DeviceState before = from.device(now.ordinal());
            long refusals = now.refusals() - (before == null ? 0 : before.refusals());
            long violations = now.violations() - (before == null ? 0 : before.violations());
            if (refusals > 0 || violations > 0) {
                alarms.put(now.ordinal(), new Alarm(refusals, violations));
            }
        }
        return alarms;
    }

    private static List<Touch> touches(SessionSnapshot snapshot, Deque<Long> contents) {
        List<Touch> touches = new ArrayList<>();
        for (long event : contents) {
            long token = snapshot.token(event);
            int device = snapshot.device(event);
            switch (snapshot.event(event).record()) {
                case TapRecord.Content content ->
                        touches.add(
                                new Touch(token, device, content.offset(), content.bytes().length));
                case TapRecord.Access access -> {
                    if (access.store()) {
                        touches.add(new Touch(token, device, access.offset(), access.width()));
                    }
                }
                default -> {}
            }
        }
        return touches;
    }

    private record HopKey(Fate fate, int device, long token, int sender) {
        Hop hop(double count) {
            return new Hop(fate, device, token, sender, Math.max(1, Math.round(count)));
        }
    }

    /// What a counter of the state counts: a region's doorbells, a device's deliveries, a device's
    /// swallowed notifications.
    private record Counter(Fate fate, long id) {
        static Counter of(HopKey key) {
            return switch (key.fate()) {
                case RUNG -> new Counter(Fate.RUNG, key.token());
                case DELIVERED -> new Counter(Fate.DELIVERED, key.device());
                case MERGED, DIED_AT_REGION, DIED_AT_VM -> new Counter(Fate.MERGED, key.device());
            };
        }

        long value(SessionState state) {
            if (fate == Fate.RUNG) {
                RegionState region = state.region(id);
                return region == null ? 0 : region.doorbells();
            }
            DeviceState device = state.device((int) id);
            if (device == null) {
                return 0;
            }
            return fate == Fate.DELIVERED ? device.eventsDelivered() : device.swallowed();
        }
    }

    /// {@return by how much each sum is to be multiplied to make up for what was not looked at}
    private static Map<Counter, Double> factors(
            Map<HopKey, Long> sums, SessionState from, SessionState to) {
        Map<Counter, Long> seen = new HashMap<>();
        sums.forEach((key, sum) -> seen.merge(Counter.of(key), sum, Long::sum));
        Map<Counter, Double> factors = new HashMap<>();
        seen.forEach((counter, sum) -> {
            long real = counter.value(to) - counter.value(from);
            factors.put(counter, Math.max(1.0, (double) real / sum));
        });
        return factors;
    }
}
