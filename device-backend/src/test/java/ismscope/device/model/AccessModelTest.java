package ismscope.device.model;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.guest.DeviceMemory.AccessFault;
import ismscope.device.protocol.Ack;
import ismscope.device.protocol.Area;
import ismscope.device.protocol.ControlCommand.AllocRegion;
import ismscope.device.protocol.ControlCommand.AttachRegion;
import ismscope.device.protocol.ControlCommand.GrantDefault;
import ismscope.device.protocol.ControlCommand.GrantDevice;
import ismscope.device.protocol.ControlReply;
import ismscope.device.protocol.PermissionSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random guests against a model that knows the rules and nothing of the implementation: every ack
/// and every byte of every access must be the model's.
class AccessModelTest {
    private static final int GUESTS = 4;
    private static final int STEPS = 6_000;
    private static final int CHUNK = (int) Bench.CHUNK;
    private static final int CHUNKS = 16;

    /// The model of a region: rights as numbers, a byte per page.
    private static final class ModelRegion {
        final Map<Long, Long> own = new HashMap<>();
        final Map<TestGuest, ModelMapping> mappings = new LinkedHashMap<>();
        final byte[] firstBytes;
        long byDefault = 7;

        ModelRegion(int chunks) {
            firstBytes = new byte[chunks];
        }

        long rights(long devid) {
            return own.getOrDefault(devid, byDefault);
        }

        /// Devices whose rights are gone are detached.
        void apply() {
            mappings.entrySet()
                    .removeIf(mapped ->
                            (mapped.getValue().asked & rights(mapped.getKey().devid()) & 3) == 0);
        }
    }

    private record ModelMapping(long asked, List<Area> areas) {}

    private final Map<Long, ModelRegion> regions = new LinkedHashMap<>();
    private final List<Long> deadTokens = new ArrayList<>();
    private SplittableRandom random = new SplittableRandom();

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void agreesWithTheModel(long seed) throws Exception {
        random = new SplittableRandom(seed);
        try (Bench bench = Bench.inLockstep(Bench.SMALL)) {
            List<TestGuest> guests = new ArrayList<>();
            for (int i = 0; i < GUESTS; i++) {
                guests.add(bench.boot("vm" + i));
            }
            for (int step = 0; step < STEPS; step++) {
                TestGuest guest = guests.get(random.nextInt(GUESTS));
                switch (random.nextInt(12)) {
                    case 0 -> allocate(guest);
                    case 1, 2 -> attach(guest);
                    case 3 -> detach(guest);
                    case 4 -> grantDefault(guest);
                    case 5 -> grantDevice(guest);
                    case 6, 7, 8 -> store(guest);
                    default -> load(guest);
                }
                forgetUnused();
            }
            assertThat(bench.host().regionsInUse()).hasSize(regions.size());
            assertThat(deadTokens).hasSizeGreaterThan(20);
        }
    }

    private void allocate(TestGuest guest) throws Exception {
        int chunks = 1 + random.nextInt(4);
        boolean fits = freeChunks(guest) >= chunks;
        ControlReply reply = guest.command(new AllocRegion((long) chunks * CHUNK - 3));
        assertThat(reply.ack()).isEqualTo(fits ? Ack.OK : Ack.ENOSPEC);
        if (reply instanceof ControlReply.Allocated(long token, List<Area> areas)) {
            ModelRegion region = new ModelRegion(chunks);
            region.own.put(guest.devid(), 15L);
            region.mappings.put(guest, new ModelMapping(3, areas));
            assertThat(regions).doesNotContainKey(token);
            assertThat(deadTokens).doesNotContain(token);
            regions.put(token, region);
            assertThat(sizeOf(areas)).isEqualTo((long) chunks * CHUNK);
        }
    }

    private void attach(TestGuest guest) throws Exception {
        long token = anyToken();
        long asked = random.nextInt(4);
        ModelRegion region = regions.get(token);
        ControlReply reply = guest.command(new AttachRegion(token, (int) asked));
        assertThat(reply.ack()).isEqualTo(expectedAttach(guest, region, asked));
        if (region != null && reply instanceof ControlReply.Attached(List<Area> areas)) {
            assertThat(sizeOf(areas)).isEqualTo((long) region.firstBytes.length * CHUNK);
            region.mappings.put(guest, new ModelMapping(asked == 0 ? 3 : asked, areas));
        }
    }

    private Ack expectedAttach(TestGuest guest, @Nullable ModelRegion region, long asked) {
        if (region == null) {
            return Ack.ENOENT;
        }
        if (region.mappings.containsKey(guest)) {
            return Ack.ERR;
        }
        long rights = region.rights(guest.devid());
        if ((rights & 4) == 0) {
            return Ack.PERM_EATTACH;
        }
        if ((asked & 1 & ~rights) != 0 || (asked == 0 && (rights & 3) == 0)) {
            return Ack.PERM_EREAD;
        }
        if ((asked & 2 & ~rights) != 0) {
            return Ack.PERM_EWRITE;
        }
        return freeChunks(guest) < region.firstBytes.length ? Ack.ENOSPEC : Ack.OK;
    }

    private void detach(TestGuest guest) throws Exception {
        long token = anyToken();
        ModelRegion region = regions.get(token);
        boolean attached = region != null && region.mappings.remove(guest) != null;
        assertThat(guest.detach(token)).isEqualTo(attached ? Ack.OK : Ack.ENOENT);
    }

    private void grantDefault(TestGuest guest) throws Exception {
        long token = anyToken();
        long rights = random.nextInt(3) > 0 ? 7 : random.nextInt(32);
        ModelRegion region = regions.get(token);
        Ack expected = expectedGrant(guest, region);
        assertThat(guest.ack(new GrantDefault(token, new PermissionSet(rights))))
                .isEqualTo(expected);
        if (region != null && expected == Ack.OK) {
            region.byDefault = (rights & 16) != 0 ? 0 : rights;
            region.apply();
        }
    }

    private void grantDevice(TestGuest guest) throws Exception {
        long token = anyToken();
        long rights = random.nextInt(16) | (random.nextInt(3) > 0 ? 8 : 0);
        long peer = 1L + random.nextInt(GUESTS + 1);
        ModelRegion region = regions.get(token);
        Ack expected = expectedGrant(guest, region);
        assertThat(guest.ack(new GrantDevice(token, new PermissionSet(rights), peer)))
                .isEqualTo(expected);
        if (region != null && expected == Ack.OK) {
            region.own.put(peer, rights);
            region.apply();
        }
    }

    private static Ack expectedGrant(TestGuest guest, @Nullable ModelRegion region) {
        if (region == null || !region.mappings.containsKey(guest)) {
            return Ack.ENOENT;
        }
        return (region.rights(guest.devid()) & 8) != 0 ? Ack.OK : Ack.PERM_EATTACH;
    }

    private void store(TestGuest guest) {
        int chunk = random.nextInt(CHUNKS);
        byte value = (byte) random.nextInt();
        byte[] one = {value};
        boolean done;
        try {
            guest.bus().deviceMemory().store((long) chunk * CHUNK, one, 0, 1);
            done = true;
        } catch (AccessFault e) {
            done = false;
        }
        Spot spot = spot(guest, chunk);
        assertThat(done).isEqualTo(spot != null && (spot.rights & 2) != 0);
        if (done && spot != null) {
            spot.region.firstBytes[spot.index] = value;
        }
    }

    private void load(TestGuest guest) {
        int chunk = random.nextInt(CHUNKS);
        byte[] one = {77};
        boolean done;
        try {
            guest.bus().deviceMemory().load((long) chunk * CHUNK, one, 0, 1);
            done = true;
        } catch (AccessFault e) {
            done = false;
        }
        Spot spot = spot(guest, chunk);
        assertThat(done).isEqualTo(spot != null && (spot.rights & 1) != 0);
        assertThat(one[0])
                .isEqualTo(done && spot != null ? spot.region.firstBytes[spot.index] : 77);
    }

    private record Spot(ModelRegion region, int index, long rights) {}

    /// What a guest has at a chunk of its device memory.
    private @Nullable Spot spot(TestGuest guest, int chunk) {
        Spot found = null;
        for (ModelRegion region : regions.values()) {
            ModelMapping mapping = region.mappings.get(guest);
            int index = 0;
            for (Area area : mapping == null ? List.<Area>of() : mapping.areas) {
                for (long at = area.offset(); at < area.offset() + area.size(); at += CHUNK) {
                    if (mapping != null && at == (long) chunk * CHUNK) {
                        assertThat(found).as("two regions in one chunk").isNull();
                        long rights = mapping.asked & region.rights(guest.devid()) & 3;
                        found = new Spot(region, index, rights);
                    }
                    index++;
                }
            }
        }
        return found;
    }

    private int freeChunks(TestGuest guest) {
        int used = 0;
        for (ModelRegion region : regions.values()) {
            used += region.mappings.containsKey(guest) ? region.firstBytes.length : 0;
        }
        return CHUNKS - used;
    }

    private long anyToken() {
        if (!deadTokens.isEmpty() && random.nextInt(20) == 0) {
            return deadTokens.get(random.nextInt(deadTokens.size()));
        }
        List<Long> tokens = List.copyOf(regions.keySet());
        return tokens.isEmpty() ? random.nextLong() : tokens.get(random.nextInt(tokens.size()));
    }

    private void forgetUnused() {
        regions.entrySet()
                .removeIf(entry -> {
                    boolean unused = entry.getValue().mappings.isEmpty();
                    if (unused) {
                        deadTokens.add(entry.getKey());
                    }
                    return unused;
                });
    }

    private static long sizeOf(List<Area> areas) {
        return areas.stream().mapToLong(Area::size).sum();
    }
}
