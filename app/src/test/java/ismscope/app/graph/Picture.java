package ismscope.app.graph;

import ismscope.app.shown.ScriptedSession;
import ismscope.device.protocol.Area;
import ismscope.device.tap.Severity;
import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.state.SessionState;
import ismscope.inspector.state.SessionState.DeviceState;
import ismscope.inspector.state.SessionState.MappingState;
import ismscope.inspector.state.SessionState.QueueState;
import ismscope.inspector.state.SessionState.RegionState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A hand-made history for graph tests: each step is one event; states can be taken at any event.
final class Picture {
    static final long MIB = 1 << 20;
    static final int RUNNING = 0x0f;
    private static final Fact NOTHING = (event, vms, regions) -> {};
    private final List<Step> steps = new ArrayList<>();
    private int devices;
    private long flow;

    /// One event: what a snapshot says of it, and what it did to the state.
    record Step(TapKind kind, int device, long token, long flow, TapRecord record, Fact fact) {}

    /// What one event did to the two maps.
    interface Fact {
        void apply(long event, Map<Integer, DeviceState> devices, Map<Long, RegionState> regions);
    }

    private record State(
            long event, Map<Integer, DeviceState> devices, Map<Long, RegionState> regions)
            implements SessionState {}

    /// A VM joins, always as a new device.
    int join(String name) {
        int ordinal = ++devices;
        add(
                new TapRecord.DeviceAdded(devid(ordinal), 7, MIB, 4096, 64 * MIB, name),
                ordinal,
                0,
                (event, vms, regions) ->
                        vms.put(
                                ordinal,
                                device(ordinal, name, event, -1, new Troubles(0, 0, RUNNING))));
        add(new TapRecord.Status(0, RUNNING), ordinal, 0, NOTHING);
        return ordinal;
    }

    /// The VM breaks a rule.
    Picture violate(int ordinal) {
        TapRecord record = new TapRecord.Violation(204, Severity.WARN, "no region", new byte[0]);
        add(record, ordinal, 0, NOTHING);
        return this;
    }

    /// The VM asks for a token and is refused.
    Picture refuse(int ordinal, long token) {
        flow++;
        byte[] request = new byte[14];
        request[0] = 1;
        add(new TapRecord.Request(0, 0, 2, 14, 9, request), ordinal, token, NOTHING);
        add(new TapRecord.Reply(0, 0, 1, 900, new byte[] {100}), ordinal, token, NOTHING);
        return this;
    }

    /// Plays the history, from event to event, into a session.
    void play(ScriptedSession session, int from, int end) {
        for (Step step : steps.subList(from, end)) {
            session.record(step.device(), step.flow(), step.token(), step.record());
        }
        session.indexed();
    }

    Picture leave(int ordinal) {
        add(
                new TapRecord.DeviceRemoved(0),
                ordinal,
                0,
                (event, vms, regions) -> {
                    DeviceState d = of(vms, ordinal);
                    Troubles none = new Troubles(0, 0, 0);
                    vms.put(ordinal, device(ordinal, d.name(), d.since(), event, none));
                });
        return this;
    }

    Picture troubles(int ordinal, long refusals, long violations, int status) {
        Troubles troubles = new Troubles(refusals, violations, status);
        add(
                new TapRecord.Status(RUNNING, status),
                ordinal,
                0,
                (event, vms, regions) -> {
                    DeviceState d = of(vms, ordinal);
                    vms.put(ordinal, device(ordinal, d.name(), d.since(), -1, troubles));
                });
        return this;
    }

    /// A region is created, then mapped by its creator: two events.
    Picture alloc(int creator, long token, long size) {
        add(
                new TapRecord.RegionCreated(size, devid(creator)),
                creator,
                token,
                (event, vms, regions) ->
                        regions.put(
                                token,
                                new RegionState(
                                        token,
                                        size,
                                        devid(creator),
                                        event,
                                        true,
                                        -1,
                                        7,
                                        Map.of(),
                                        Map.of(),
                                        0,
                                        0)));
        return attach(creator, token, 3);
    }

    Picture attach(int ordinal, long token, long rights) {
        add(
                new TapRecord.Mapped(rights, List.of(new Area(0, MIB))),
                ordinal,
                token,
                (event, vms, regions) -> map(regions, ordinal, token, rights, event, -1));
        return this;
    }

    Picture detach(int ordinal, long token) {
        add(
                new TapRecord.Unmapped(0),
                ordinal,
                token,
                (event, vms, regions) -> map(regions, ordinal, token, 0, event, event));
        return this;
    }

    Picture grant(int ordinal, long token, long rights) {
        add(
                new TapRecord.Grant(devid(ordinal), rights),
                0,
                token,
                (event, vms, regions) -> {
                    RegionState r = of(regions, token);
                    Map<Long, Long> grants = new LinkedHashMap<>(r.grants());
                    grants.put(devid(ordinal), rights);
                    regions.put(token, region(r, r.freedAt(), grants, r.mappings()));
                });
        return this;
    }

    Picture free(long token) {
        add(
                new TapRecord.RegionFreed(),
                0,
                token,
                (event, vms, regions) -> {
                    RegionState r = of(regions, token);
                    regions.put(token, region(r, event, r.grants(), r.mappings()));
                });
        return this;
    }

    /// A doorbell that is delivered to these devices.
    Picture ring(int ordinal, long token, int... receivers) {
        flow++;
        add(new TapRecord.Doorbell(0), ordinal, token, NOTHING);
        for (int receiver : receivers) {
            add(new TapRecord.Event(1, 0, 24, new byte[24]), receiver, token, NOTHING);
        }
        return this;
    }

    Picture swallow(int ordinal, long token, int reason, long count) {
        add(new TapRecord.Swallowed(reason, count), ordinal, token, NOTHING);
        return this;
    }

    Picture write(int ordinal, long token, long offset, int length) {
        add(new TapRecord.Content(offset, 0, new byte[length]), ordinal, token, NOTHING);
        return this;
    }

    private void add(TapRecord record, int device, long token, Fact fact) {
        steps.add(new Step(record.kind(), device, token, flow, record, fact));
    }

    List<Step> steps() {
        return steps;
    }

    long lastEvent() {
        return steps.size() - 1L;
    }

    SessionState state() {
        return at(lastEvent());
    }

    SessionState at(long event) {
        Map<Integer, DeviceState> vms = new LinkedHashMap<>();
        Map<Long, RegionState> regions = new LinkedHashMap<>();
        for (int i = 0; i <= event; i++) {
            steps.get(i).fact().apply(i, vms, regions);
        }
        return new State(event, vms, regions);
    }

    /// {@return what the map has for this key, which must be there}
    static <K, V> V of(Map<K, V> map, K key) {
        return Objects.requireNonNull(map.get(key), () -> "nothing for " + key);
    }

    static long devid(int ordinal) {
        return 0x1000L + ordinal;
    }

    private static void map(
            Map<Long, RegionState> regions,
            int ordinal,
            long token,
            long rights,
            long event,
            long endedAt) {
        RegionState r = of(regions, token);
        Map<Integer, MappingState> mappings = new LinkedHashMap<>(r.mappings());
        List<Area> areas = List.of(new Area(0, r.size()));
        mappings.put(
                ordinal, new MappingState(ordinal, rights, areas, event, endedAt < 0, endedAt));
        regions.put(token, region(r, r.freedAt(), r.grants(), mappings));
    }

    private static RegionState region(
            RegionState r,
            long freedAt,
            Map<Long, Long> grants,
            Map<Integer, MappingState> mappings) {
        return new RegionState(
                r.token(),
                r.size(),
                r.creatorDevid(),
                r.since(),
                freedAt < 0,
                freedAt,
                r.defaultRights(),
                grants,
                mappings,
                r.doorbells(),
                r.contentEvents());
    }

    private record Troubles(long refusals, long violations, int status) {}

    private static DeviceState device(
            int ordinal, String name, long since, long removedAt, Troubles troubles) {
        Map<Integer, QueueState> queues =
                Map.of(
                        0,
                        new QueueState(0, 64, true, false, 0x1000, 0x2000, 0x3000),
                        1,
                        new QueueState(1, 64, true, false, 0x4000, 0x5000, 0x6000));
        return new DeviceState(
                ordinal,
                name,
                "",
                devid(ordinal),
                7,
                MIB,
                4096,
                64 * MIB,
                since,
                removedAt < 0,
                removedAt,
                troubles.status(),
                1L << 32,
                queues,
                ordinal % 3 == 0 ? List.of(since) : List.of(),
                12,
                troubles.refusals(),
                40,
                38,
                2,
                troubles.violations());
    }
}
