package ismscope.inspector.control;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.guest.GuestRegion;
import ismscope.device.model.TrappedMemory;
import ismscope.inspector.session.AttachedSession;
import ismscope.inspector.session.SessionSnapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class AccessLimitsTest {
    @TempDir private Path folder;

    @Test
    void leavesOutAccessesThatAreNotWantedAndCountsThem() throws Exception {
        AttachedSession seen;
        try (ServedHost served = ServedHost.start(folder);
                ControlClient client = new ControlClient(served.sockets())) {
            client.next();
            seen = served.attach();
            GuestRegion region = served.boot("vm").driver().allocate(1 << 16);
            client.execute(
                    "set-capture",
                    "{\"loads\":false,\"access-ranges\":[{\"token\":\"0x%016x\",\"offset\":8}]}"
                            .formatted(region.token()));
            served.backend()
                    .host()
                    .ask(host -> {
                        TrappedMemory memory = host.devices().iterator().next().trapped();
                        memory.store(0, 4, 1);
                        memory.store(4, 4, 2);
                        memory.load(8, 4);
                        memory.store(8, 4, 3);
                        return 0;
                    });
        }
        try (seen) {
            seen.awaitEnd();
            List<String> said = said(seen.snapshot());
            assertThat(said.stream().map(line -> line.replaceFirst(", region 0x.*", "")))
                    .containsSubsequence(
                            "2 records lost: trapped stores left out",
                            "1 record lost: trapped loads left out");
            assertThat(said.stream().filter(line -> line.startsWith("store to region")))
                    .singleElement()
                    .asString()
                    .endsWith("+0x8: 0x3 (4 bytes)");
            assertThat(seen.snapshot().lostCount()).isEqualTo(3);
        }
    }

    @Test
    void takesALimitBackByNull() throws Exception {
        try (ServedHost served = ServedHost.start(folder);
                ControlClient client = new ControlClient(served.sockets())) {
            client.next();
            JsonNode slow = client.execute("set-capture", "{\"accesses-per-second\":5}");
            assertThat(slow.get("accesses-per-second").asInt()).isEqualTo(5);
            assertThat(client.execute("set-capture", "{\"stores\":false}").toString())
                    .contains("\"accesses-per-second\":5", "\"stores\":false");
            assertThat(client.execute("set-capture", "{\"accesses-per-second\":null}").toString())
                    .doesNotContain("accesses-per-second");
            assertThat(client.execute("query-stats", "{}").get("stores").asBoolean()).isFalse();
        }
    }

    private static List<String> said(SessionSnapshot snapshot) {
        return LongStream.range(0, snapshot.eventCount()).mapToObj(snapshot::info).toList();
    }
}
