package ismscope.inspector.statistics;

import ismscope.device.protocol.Ack;
import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.event.Event;
import ismscope.inspector.event.EventDescriber;
import ismscope.inspector.filter.Matches;
import ismscope.inspector.index.EventColumn;
import ismscope.inspector.index.EventHead;
import ismscope.inspector.session.SessionSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/// The tallies of a run: one for everything, one for each VM, region and command.
final class Tallies {
    /// Events that are looked at together.
    static final int BLOCK = 4096;

    private final Tally whole = new Tally(false);
    private final Int2ObjectHashMap<Tally> vms = new Int2ObjectHashMap<>();
    private final Long2ObjectHashMap<Tally> regions = new Long2ObjectHashMap<>();
    private final Int2ObjectHashMap<Tally> commands = new Int2ObjectHashMap<>();
    private final long[] heads = new long[BLOCK];
    private final long[] tokens = new long[BLOCK];
    private final long[] counterparts = new long[BLOCK];
    private final long[] one = new long[1];

    /// Those that the event at hand is counted in.
    private final Tally[] now = new Tally[4];

    private int tallied;
    private long leftOut;
    private @Nullable SessionSnapshot session;
    private @Nullable Matches matches;
    private LongFunction<Event> events = _ -> missing();

    private static Event missing() {
        throw new IllegalStateException("turn to a session first");
    }

    /// From now on the events of this snapshot are counted.
    ///
    /// @param matches the events that count, null for all
    void turnTo(SessionSnapshot newest, @Nullable Matches matches) {
        session = newest;
        events = newest.eventsInOrder();
        this.matches = matches;
    }

    void count(long from, int count) {
        SessionSnapshot snapshot = session;
        if (snapshot == null) {
            return;
        }
        snapshot.read(EventColumn.HEAD, from, count, heads);
        snapshot.read(EventColumn.TOKEN, from, count, tokens);
        snapshot.read(EventColumn.COUNTERPART, from, count, counterparts);
        for (int i = 0; i < count; i++) {
            if (matches == null || matches.contains(from + i)) {
                count(snapshot, from + i, i);
            }
        }
    }

    private void count(SessionSnapshot snapshot, long event, int place) {
        long head = heads[place];
        tallied = 0;
        takes(whole);
        takes(vms.computeIfAbsent(EventHead.device(head), _ -> new Tally(false)));
        if (tokens[place] != 0) {
            takesRegion(tokens[place]);
        }
        TapKind kind = TapKind.fromCode(EventHead.kind(head));
        if (kind == TapKind.REQUEST) {
            takesCommand(event, head);
        } else if (kind == TapKind.REPLY && counterparts[place] >= 0) {
            snapshot.read(EventColumn.HEAD, counterparts[place], 1, one);
            takesCommand(counterparts[place], one[0]);
        }
        for (int i = 0; i < tallied; i++) {
            now[i].event(event);
        }
        switch (kind) {
            case REQUEST -> add(Measure.COMMANDS, 1);
            case REPLY -> reply(snapshot, event, place);
            case DOORBELL -> add(Measure.DOORBELLS, 1);
            case EVENT -> add(Measure.DELIVERIES, 1);
            case INTERRUPT -> add(Measure.INTERRUPTS, 1);
            case SWALLOWED -> swallowed(event);
            case VIOLATION -> add(Measure.VIOLATIONS, 1);
            default -> {
                // Counted as an event.
            }
        }
    }

    private void takes(Tally tally) {
        now[tallied++] = tally;
    }

    private void takesRegion(long token) {
        Tally tally = regions.get(token);
        if (tally == null) {
            if (regions.size() == StatisticsRun.MOST_REGIONS) {
                leftOut++;
                return;
            }
            tally = new Tally(true);
            regions.put(token, tally);
        }
        takes(tally);
    }

    private void takesCommand(long request, long head) {
        int command = EventHead.command(head);
        if (command == EventHead.ANOTHER) {
            command = EventDescriber.command(events.apply(request).record());
        }
        if (command >= 0) {
            takes(commands.computeIfAbsent(command, _ -> new Tally(false)));
        }
    }

    private void add(Measure measure, long count) {
        for (int i = 0; i < tallied; i++) {
            now[i].add(measure, count);
        }
    }

    private void reply(SessionSnapshot snapshot, long event, int place) {
        int ack = EventHead.ack(heads[place]);
        boolean timed = EventHead.timed(heads[place]) && counterparts[place] >= 0;
        long nanos =
                timed
                        ? snapshot.timeNanos(event) - snapshot.timeNanos(counterparts[place])
                        : Long.MAX_VALUE;
        if (!timed || ack == EventHead.ANOTHER) {
            if (!(events.apply(event).record() instanceof TapRecord.Reply reply)) {
                return;
            }
            nanos = timed ? nanos : reply.nanos();
            ack = reply.bytes().length == 0 ? EventHead.NONE : reply.bytes()[0] & 0xff;
        }
        for (int i = 0; i < tallied; i++) {
            now[i].latency(nanos, event);
            if (ack >= 0 && ack != Ack.OK.code()) {
                now[i].refused(ack);
            }
        }
    }

    private void swallowed(long event) {
        if (events.apply(event).record() instanceof TapRecord.Swallowed swallowed) {
            boolean merged = swallowed.reason() == TapRecord.Swallowed.MERGED;
            add(merged ? Measure.MERGED : Measure.LOST, swallowed.count());
        }
    }

    Figures whole() {
        return whole.freeze(new Subject.Whole());
    }

    long leftOut() {
        return leftOut;
    }

    List<Figures> vms(SessionSnapshot snapshot) {
        Map<String, Integer> names = new HashMap<>();
        for (int device = 0; device < snapshot.deviceCount(); device++) {
            names.merge(snapshot.deviceName(device), 1, Integer::sum);
        }
        List<Figures> figures = new ArrayList<>(vms.size());
        vms.forEach((device, tally) -> {
            String name = snapshot.deviceName(device);
            boolean unique = names.getOrDefault(name, 0) == 1;
            figures.add(tally.freeze(new Subject.Vm(device, name, unique)));
        });
        figures.sort(Comparator.comparingInt(Tallies::device));
        return figures;
    }

    private static int device(Figures figures) {
        return figures.subject() instanceof Subject.Vm vm ? vm.device() : -1;
    }

    List<Figures> regions() {
        List<Figures> figures = new ArrayList<>(regions.size());
        regions.forEach((token, tally) -> figures.add(tally.freeze(new Subject.Region(token))));
        figures.sort(most(Measure.EVENTS));
        return figures;
    }

    List<Figures> commands() {
        List<Figures> figures = new ArrayList<>(commands.size());
        commands.forEach((wire, tally) -> figures.add(tally.freeze(new Subject.Command(wire))));
        figures.sort(most(Measure.COMMANDS));
        return figures;
    }

    private static Comparator<Figures> most(Measure measure) {
        return Comparator.comparingLong((Figures figures) -> -figures.count(measure))
                .thenComparingLong(Figures::firstEvent);
    }
}
