package ismscope.device.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.protocol.ControlCommand.GrantDefault;
import ismscope.device.protocol.ControlCommand.GrantDevice;
import ismscope.device.protocol.PermissionSet;
import ismscope.device.tap.TapRecord;
import ismscope.device.tap.TapRecord.Content;
import ismscope.device.tap.TapRecord.DeviceAdded;
import ismscope.device.tap.TapRecord.DeviceRemoved;
import ismscope.device.tap.TapRecord.Features;
import ismscope.device.tap.TapRecord.Grant;
import ismscope.device.tap.TapRecord.Mapped;
import ismscope.device.tap.TapRecord.Queue;
import ismscope.device.tap.TapRecord.RegionCreated;
import ismscope.device.tap.TapRecord.RegionFreed;
import ismscope.device.tap.TapRecord.Status;
import ismscope.device.tap.TapRecord.Unmapped;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Who joins late is shown what who was there from the start has seen.
class HostDescriptionTest {
    private static final long CHUNK = Bench.CHUNK;

    @Test
    void leadsToTheSameStateAsHavingBeenThere() throws Exception {
        try (Bench bench = Bench.inLockstep(Bench.SMALL)) {
            TestGuest a = bench.listen("a");
            TestGuest b = bench.listen("b");
            TestGuest c = bench.listen("c");
            TestGuest gone = bench.boot("gone");
            TestGuest fresh = bench.off("fresh");
            long first = a.allocate(2 * CHUNK).token();
            long second = gone.allocate(CHUNK).token();
            long freed = c.allocate(CHUNK).token();
            b.attach(first);
            b.attach(second);
            c.attach(second, PermissionSet.READ_ONLY);
            c.detach(freed);
            a.ack(new GrantDefault(first, new PermissionSet(PermissionSet.CLEAN_DEFAULT)));
            a.ack(new GrantDevice(first, new PermissionSet(5), b.devid()));
            a.ack(new GrantDevice(first, new PermissionSet(7), 77));
            byte[] text = "seen by all".getBytes(UTF_8);
            a.bus().deviceMemory().store(40_000, text, 0, text.length);
            b.bus().deviceMemory().store(CHUNK, text, 0, 0);
            c.status(0);
            gone.bus().close();
            assertThat(fresh.status()).isZero();

            RecordingTap late = new RecordingTap();
            bench.host().describeTo(late);
            assertThat(stateOf(late)).isEqualTo(stateOf(bench.tap()));
            assertThat(stateOf(late)).isNotEmpty();
            assertThat(contentOf(late, first)).isEqualTo(contentOf(bench.tap(), first));
            assertThat(late.of(Content.class)).hasSize(1);
        }
    }

    @Test
    void tellsOfContentUpToTheSnapshotLengthOnly() throws Exception {
        HostOptions options = Bench.SMALL.withContent(new ContentOptions(5000, 1 << 30));
        try (Bench bench = Bench.inLockstep(options)) {
            TestGuest a = bench.boot("a");
            a.allocate(CHUNK);
            byte[] full = new byte[(int) CHUNK];
            Arrays.fill(full, (byte) 1);
            a.bus().deviceMemory().store(0, full, 0, full.length);
            RecordingTap late = new RecordingTap();
            bench.host().describeTo(late);
            assertThat(late.of(Content.class)).hasSize(1);
            assertThat(late.of(Content.class).getFirst().bytes()).hasSize(5000).containsOnly(1);
            assertThat(late.of(TapRecord.Lost.class))
                    .containsExactly(new TapRecord.Lost(1, TapRecord.Lost.CONTENT_BUDGET));
        }
    }

    /// What stands, one line each, as a reader of the records would work it out.
    private static Map<String, String> stateOf(RecordingTap tap) {
        Map<String, String> state = new TreeMap<>();
        for (RecordingTap.Seen seen : tap.all()) {
            String device = "device " + seen.device();
            String region = "region " + seen.token();
            String mapping = "map " + seen.token() + " " + device;
            switch (seen.record()) {
                case DeviceAdded added -> state.put(device, added.toString());
                case DeviceRemoved _ -> state.keySet().removeIf(key -> key.startsWith(device));
                case Features features -> state.put(device + " features", features.toString());
                case Queue queue -> {
                    state.remove(device + " queue " + queue.index());
                    if (queue.enabled()) {
                        state.put(device + " queue " + queue.index(), queue.toString());
                    }
                }
                case Status status -> {
                    state.put(device + " status", "" + status.after());
                    if (status.after() == 0) {
                        state.remove(device + " status");
                        state.remove(device + " features");
                    }
                }
                case RegionCreated created -> state.put(region, created.toString());
                case RegionFreed _ -> state.keySet().removeIf(key -> key.startsWith(region));
                case Grant grant ->
                        state.put(region + " grant " + grant.devid(), "" + grant.rights());
                case Mapped mapped -> state.put(mapping, mapped.toString());
                case Unmapped _ -> state.remove(mapping);
                default -> {}
            }
        }
        return state;
    }

    private static byte[] contentOf(RecordingTap tap, long token) {
        byte[] bytes = new byte[(int) (2 * CHUNK)];
        for (RecordingTap.Seen seen : tap.all()) {
            if (seen.token() == token
                    && seen.record() instanceof Content(long offset, _, byte[] content)) {
                System.arraycopy(content, 0, bytes, (int) offset, content.length);
            }
        }
        return bytes;
    }
}
