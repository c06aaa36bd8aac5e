package ismscope.app.graph;

import ismscope.device.protocol.Area;
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
    private final List<Fact> facts = new ArrayList<>();
    private int devices;

    /// What one event did to the two maps.
    private interface Fact {
        void apply(long event, Map<Integer, DeviceState> devices, Map<Long, RegionState> regions);
    }

    private record State(
            long event, Map<Integer, DeviceState> devices, Map<Long, RegionState> regions)
            implements SessionState {}

    /// A VM joins, always as a new device.
    int join(String name) {
        int ordinal = ++devices;
        facts.add((event, vms, regions) ->
                vms.put(ordinal, device(ordinal, name, event, -1, new Troubles(0, 0, RUNNING))));
        return ordinal;
    }

    Picture leave(int ordinal) {
        facts.add((event, vms, regions) -> {
            DeviceState d = of(vms, ordinal);
            Troubles none = new Troubles(0, 0, 0);
            vms.put(ordinal, device(ordinal, d.name(), d.since(), event, none));
        });
        return this;
    }

    Picture troubles(int ordinal, long refusals, long violations, int status) {
        Troubles troubles = new Troubles(refusals, violations, status);
        facts.add((event, vms, regions) -> {
            DeviceState d = of(vms, ordinal);
            vms.put(ordinal, device(ordinal, d.name(), d.since(), -1, troubles));
        });
        return this;
    }

    /// A region is created, then mapped by its creator: two events.
    Picture alloc(int creator, long token, long size) {
        facts.add((event, vms, regions) ->
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
        facts.add((event, vms, regions) -> map(regions, ordinal, token, rights, event, -1));
        return this;
    }

    Picture detach(int ordinal, long token) {
        facts.add((event, vms, regions) -> map(regions, ordinal, token, 0, event, event));
        return this;
    }

    Picture grant(int ordinal, long token, long rights) {
        facts.add((event, vms, regions) -> {
            RegionState r = of(regions, token);
            Map<Long, Long> grants = new LinkedHashMap<>(r.grants());
            grants.put(devid(ordinal), rights);
            regions.put(token, region(r, r.freedAt(), grants, r.mappings()));
        });
        return this;
    }

    Picture free(long token) {
        facts.add((event, vms, regions) -> {
            RegionState r = of(regions, token);
            regions.put(token, region(r, event, r.grants(), r.mappings()));
        });
        return this;
    }

    long lastEvent() {
        return facts.size() - 1L;
    }

    SessionState state() {
        return at(lastEvent());
    }

    SessionState at(long event) {
        Map<Integer, DeviceState> vms = new LinkedHashMap<>();
        Map<Long, RegionState> regions = new LinkedHashMap<>();
        for (int i = 0; i <= event; i++) {
            facts.get(i).apply(i, vms, regions);
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
