package ismscope.inspector.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ismscope.device.guest.DriverOptions;
import ismscope.device.guest.GuestRegion;
import ismscope.device.guest.GuestVm;
import ismscope.device.os.MemoryFile;
import ismscope.device.protocol.ControlCommand.AllocRegion;
import ismscope.device.protocol.ControlReply;
import ismscope.inspector.session.AttachedSession;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ControlServerTest {
    @TempDir private Path folder;

    private static ControlClient connect(ServedHost served) throws IOException {
        ControlClient client = new ControlClient(served.sockets());
        client.next();
        return client;
    }

    @Test
    void greetsWithItsVersion() throws Exception {
        try (ServedHost served = ServedHost.start(folder);
                ControlClient client = new ControlClient(served.sockets())) {
            JsonNode greeting = client.next().get("ismscope");

            assertThat(greeting.get("version").asString()).startsWith("Ismscope");
            assertThat(greeting.get("protocol").asInt()).isEqualTo(1);
            assertThat(greeting.get("capabilities").get(0).asString()).isEqualTo("region-map");
        }
    }

    @Test
    void givesBackTheIdOfARequest() throws Exception {
        try (ServedHost served = ServedHost.start(folder);
                ControlClient client = connect(served)) {
            assertThat(client.ask("{\"execute\":\"query-version\",\"id\":[1,\"a\"]}").get("id"))
                    .hasToString("[1,\"a\"]");
            assertThat(client.ask("{\"execute\":\"nonsense\",\"id\":7}").get("id").asInt())
                    .isEqualTo(7);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "hello | InvalidJson | the line is no JSON",
                "{} {} | InvalidJson | the line is no JSON",
                "{\"execute\":1,\"execute\":2} | InvalidJson | the line is no JSON",
                "[] | InvalidRequest | a request is a JSON object",
                "{} | InvalidRequest | \"execute\" names the command",
                "{\"execute\":7} | InvalidRequest | \"execute\" names the command",
                "{\"execute\":\"mark\",\"arguments\":7} | InvalidRequest | \"arguments\" is an"
                        + " object",
                "{\"execute\":\"mark\",\"more\":7} | InvalidRequest | no \"more\"",
                "{\"execute\":\"frob\"} | CommandNotFound | no command \"frob\"",
                "{\"execute\":\"quit\",\"arguments\":{\"now\":1}} | InvalidArgument | no argument"
                        + " \"now\"",
                "{\"execute\":\"mark\"} | InvalidArgument | \"text\" is missing",
                "{\"execute\":\"mark\",\"arguments\":{\"text\":7}} | InvalidArgument | \"text\" is"
                        + " a text",
                "{\"execute\":\"region-read\",\"arguments\":{\"token\":\"xyz\"}} | InvalidArgument"
                        + " | is a token",
                "{\"execute\":\"region-read\",\"arguments\":{\"token\":\"0x1\"}} | RegionNotFound |"
                        + " no region",
                "{\"execute\":\"region-read\",\"arguments\":{\"token\":\"0x1\",\"length\":0}} |"
                        + " InvalidArgument | from 1 to 1048576",
                "{\"execute\":\"region-map\",\"arguments\":{\"token\":\"1\"}} | RegionNotFound | no"
                        + " region",
                "{\"execute\":\"query-devices\",\"arguments\":{\"limit\":1.5}} | InvalidArgument |"
                        + " whole number",
                "{\"execute\":\"query-devices\",\"arguments\":{\"limit\":99999999999999999999}} |"
                        + " InvalidArgument | whole number",
                "{\"execute\":\"set-capture\",\"arguments\":{\"content\":1}} | InvalidArgument |"
                        + " true or false",
                "{\"execute\":\"set-capture\",\"arguments\":{\"access-ranges\":[1]}} |"
                        + " InvalidArgument | a list of at most 64 objects",
                "{\"execute\":\"set-capture\",\"arguments\":{\"access-ranges\":"
                        + "[{\"length\":0}]}} | InvalidArgument | \"length\" is a whole number",
                "{\"execute\":\"set-capture\",\"arguments\":{\"access-ranges\":"
                        + "[{\"until\":9}]}} | InvalidArgument | no argument \"until\"",
                "{\"execute\":\"human-monitor-command\",\"arguments\":{\"command-line\":\"info"
                        + " kvm\"}} | CommandNotFound | info virtio",
                "{\"execute\":\"human-monitor-command\",\"arguments\":{\"command-line\":\"info"
                        + " virtio-status\"}} | InvalidArgument | usage",
                "{\"execute\":\"human-monitor-command\",\"arguments\":{\"command-line\":\"info"
                        + " virtio-status x\"}} | DeviceNotFound | no device \"x\"",
            })
    void refusesWithAClassAndASentence(String line, String kind, String sentence) throws Exception {
        try (ServedHost served = ServedHost.start(folder);
                ControlClient client = connect(served)) {
            JsonNode error = client.ask(line).get("error");

            assertThat(error.get("class").asString()).isEqualTo(kind);
            assertThat(error.get("desc").asString()).contains(sentence);
            assertThat(client.execute("query-version", "{}").has("version")).isTrue();
        }
    }

    @Test
    void refusesALongLineAndGoesOn() throws Exception {
        try (ServedHost served = ServedHost.start(folder);
                ControlClient client = connect(served)) {
            JsonNode error = client.ask("x".repeat(1 << 20)).get("error");

            assertThat(error.get("class").asString()).isEqualTo("LimitReached");
            assertThat(error.get("desc").asString()).contains("65536 bytes");
            assertThat(client.execute("query-version", "{}").has("version")).isTrue();
        }
    }

    @Test
    void refusesJsonThatIsNestedWithoutEnd() throws Exception {
        try (ServedHost served = ServedHost.start(folder);
                ControlClient client = connect(served)) {
            JsonNode error = client.ask("[".repeat(60_000)).get("error");

            assertThat(error.get("class").asString()).isEqualTo("InvalidJson");
        }
    }

    @Test
    void dropsWhoDoesNotReadItsReplies() throws Exception {
        ControlLimits small = new ControlLimits(4, 4, 1 << 16, 1 << 16, 1 << 20);
        try (ServedHost served = ServedHost.start(folder, small);
                ControlClient deaf = connect(served);
                ControlClient other = connect(served)) {
            assertThatThrownBy(
                            () -> {
                                while (true) {
                                    deaf.send("{\"execute\":\"query-commands\"}\n");
                                }
                            })
                    .isInstanceOf(IOException.class);
            assertThat(other.execute("query-version", "{}").has("version")).isTrue();
        }
    }

    @Test
    void turnsAwayWhoIsOneTooMany() throws Exception {
        ControlLimits two = new ControlLimits(2, 1, 1 << 16, 1 << 16, 1 << 20);
        try (ServedHost served = ServedHost.start(folder, two);
                ControlClient first = connect(served)) {
            try (ControlClient _ = connect(served);
                    ControlClient third = new ControlClient(served.sockets())) {
                assertThat(third.line()).isNull();
            }
            assertThat(first.execute("query-version", "{}").has("version")).isTrue();
            // The place is free as soon as the backend has seen the other go.
            while (!greeted(served)) {
                Thread.onSpinWait();
            }
        }
    }

    private static boolean greeted(ServedHost served) throws IOException {
        try (ControlClient client = new ControlClient(served.sockets())) {
            return client.line() != null;
        }
    }

    @Test
    void tellsOfDevicesAndRegions() throws Exception {
        try (ServedHost served = ServedHost.start(folder);
                ControlClient client = connect(served)) {
            GuestVm one = served.boot("one");
            GuestVm two = served.boot("two");
            GuestRegion region = ServedHost.share(one, two);

            JsonNode devices = client.execute("query-devices", "{}");
            JsonNode regions = client.execute("query-regions", "{}");

            assertThat(devices.get("total").asInt()).isEqualTo(2);
            JsonNode first = devices.get("devices").get(0);
            assertThat(first.get("name").asString()).isEqualTo("one");
            assertThat(first.get("status").asString()).endsWith("DRIVER_OK");
            assertThat(first.get("queues").size()).isEqualTo(2);
            assertThat(first.get("regions").get(0).asString()).isEqualTo(hex(region));
            JsonNode told = regions.get("regions").get(0);
            assertThat(told.get("token").asString()).isEqualTo(hex(region));
            assertThat(told.get("size").asInt()).isEqualTo(1 << 16);
            assertThat(told.get("default-rights").asString()).isEqualTo("READ|WRITE|ATTACH");
            assertThat(told.get("mappings").size()).isEqualTo(2);
            assertThat(
                            client.execute("query-devices", "{\"skip\":1,\"limit\":1}")
                                    .get("devices")
                                    .get(0)
                                    .get("name")
                                    .asString())
                    .isEqualTo("two");
            assertThat(client.execute("query-stats", "{}").get("region-bytes").asInt())
                    .isEqualTo(1 << 16);
        }
    }

    private static String hex(GuestRegion region) {
        return "0x%016x".formatted(region.token());
    }

    @Test
    void readsTheBytesOfARegion() throws Exception {
        try (ServedHost served = ServedHost.start(folder);
                ControlClient client = connect(served)) {
            GuestRegion region = ServedHost.share(served.boot("one"), served.boot("two"));
            region.storeText(100, "hello");

            JsonNode read =
                    client.execute(
                            "region-read",
                            "{\"token\":\"%s\",\"offset\":100,\"length\":5}"
                                    .formatted(hex(region)));

            assertThat(Base64.getDecoder().decode(read.get("data").asString()))
                    .asString()
                    .isEqualTo("hello");
            JsonNode error =
                    client.ask(
                                    "{\"execute\":\"region-read\",\"arguments\":{\"token\":\"%s\",\"offset\":65533}}"
                                            .formatted(hex(region)))
                            .get("error");
            assertThat(error.get("desc").asString()).contains("65536 bytes");
        }
    }

    @Test
    void passesAFileOfARegionThatNobodyCanWrite() throws Exception {
        try (ServedHost served = ServedHost.start(folder);
                ControlClient client = connect(served);
                Arena arena = Arena.ofConfined()) {
            GuestRegion region = ServedHost.share(served.boot("one"), served.boot("two"));
            region.storeText(0, "before");

            JsonNode told =
                    client.execute("region-map", "{\"token\":\"%s\"}".formatted(hex(region)));

            assertThat(told.get("size").asInt()).isEqualTo(1 << 16);
            assertThat(client.passed()).hasSize(1);
            try (MemoryFile file = client.passed().getFirst().toMemory()) {
                MemorySegment bytes = file.map(arena, 0, 1 << 16, MemoryFile.Access.READ);
                region.storeText(0, "after!");
                assertThat(bytes.asSlice(0, 6).toArray(ValueLayout.JAVA_BYTE))
                        .asString()
                        .isEqualTo("after!");
                assertThatThrownBy(() -> file.map(arena, 0, 1 << 16, MemoryFile.Access.READ_WRITE))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("mmap");
                assertThat(Files.getPosixFilePermissions(Path.of("/proc/self/fd/" + file.fd())))
                        .as("others cannot open it anew for writing")
                        .isEqualTo(PosixFilePermissions.fromString("r--------"));
            }
        }
    }

    @Test
    void handsOutNoFileOfAPool() throws Exception {
        try (ServedHost served = ServedHost.start(folder);
                ControlClient client = connect(served)) {
            GuestVm member =
                    GuestVm.boot(
                            "member",
                            DriverOptions.SPLIT,
                            (_, ram, vectors) ->
                                    new PoolMember(served.backend().host(), "blue", ram, vectors));
            ControlReply reply = member.driver().request(new AllocRegion(1 << 16), 1);
            String token = "0x%016x".formatted(((ControlReply.Allocated) reply).token());

            JsonNode error =
                    client.ask(
                                    "{\"execute\":\"region-map\",\"arguments\":{\"token\":\"%s\"}}"
                                            .formatted(token))
                            .get("error");

            assertThat(error.get("class").asString()).isEqualTo("RegionInPool");
            assertThat(error.get("desc").asString()).contains("pool \"blue\"", "region-read");
            assertThat(client.passed()).isEmpty();
            assertThat(client.execute("region-read", "{\"token\":\"%s\"}".formatted(token)))
                    .isNotNull();
        }
    }

    @Test
    void saysThatTheHostIsBusy() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        try (ServedHost served = ServedHost.start(folder);
                ControlClient client = connect(served);
                AutoCloseable _ = held::countDown) {
            served.backend().host().tell(_ -> waitFor(held));

            JsonNode error = client.ask("{\"execute\":\"query-devices\"}").get("error");

            assertThat(error.get("class").asString()).isEqualTo("BackendBusy");
            assertThat(error.get("desc").asString()).contains("the host is busy");
            assertThat(client.execute("query-version", "{}").has("version")).isTrue();
            held.countDown();
            assertThat(client.execute("query-devices", "{}").get("total").asInt()).isZero();
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void letsAnInspectorGoWhileTheHostIsBusy() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        try (ServedHost served = ServedHost.start(folder);
                ControlClient client = connect(served);
                AutoCloseable _ = held::countDown) {
            AttachedSession inspector = served.attach();
            assertThat(client.line()).contains("INSPECTOR_JOINED");
            served.backend().host().tell(_ -> waitFor(held));

            inspector.close();

            assertThat(client.line()).contains("INSPECTOR_LEFT");
            assertThat(client.execute("query-version", "{}").has("version")).isTrue();
            held.countDown();
        }
    }

    @Test
    void changesHowMuchIsCapturedAndTellsOthers() throws Exception {
        try (ServedHost served = ServedHost.start(folder);
                ControlClient client = connect(served);
                ControlClient other = connect(served)) {
            JsonNode off = client.execute("set-capture", "{\"content\":false}");
            assertThat(off.get("snapshot-length").asInt()).isZero();
            assertThat(other.line()).contains("CAPTURE_CHANGED", "\"content\":false", "seconds");
            JsonNode still = client.execute("set-capture", "{\"bytes-per-second\":1000}");
            assertThat(still.get("content").asBoolean()).isFalse();
            JsonNode on = client.execute("set-capture", "{\"content\":true}");
            assertThat(on.get("snapshot-length").asInt()).isEqualTo(65536);
            assertThat(on.get("bytes-per-second").asInt()).isEqualTo(1000);
        }
    }

    @Test
    void answersWhatPeopleTypeWhoKnowTheMonitor() throws Exception {
        try (ServedHost served = ServedHost.start(folder);
                ControlClient client = connect(served)) {
            GuestRegion region = ServedHost.share(served.boot("one"), served.boot("my vm"));

            String path = "/machine/peripheral/one/virtio-backend";
            assertThat(human(client, "info virtio"))
                    .isEqualTo(
                            path
                                    + " [virtio-ism]\n"
                                    + "/machine/peripheral/2/virtio-backend [virtio-ism]\n");
            assertThat(human(client, "info virtio-status " + path))
                    .startsWith(path + ":\n  device_name:             virtio-ism\n")
                    .contains("  num_vqs:                 2\n")
                    .contains("\tVIRTIO_CONFIG_S_DRIVER_OK: ")
                    .contains("  Guest features:\n\tVIRTIO_ISM_F_EVENT_VQ");
            assertThat(human(client, "info virtio-queue-status " + path + " 1"))
                    .contains("  queue_index:          1\n")
                    .contains("  VRing:\n    num:          ");
            assertThat(human(client, "info ism-regions"))
                    .startsWith(hex(region) + ": size 65536 creator 1 attached 2");
        }
    }

    private static String human(ControlClient client, String line) throws IOException {
        return client.execute("human-monitor-command", "{\"command-line\":\"%s\"}".formatted(line))
                .asString();
    }

    @Test
    void quitAsksTheOwnerToEnd() throws Exception {
        ServedHost served = ServedHost.start(folder);
        try (ControlClient client = connect(served)) {
            assertThat(client.execute("quit", "{}").toString()).isEqualTo("{}");
            served.quit().await();
            served.close();
            assertThat(client.line()).isNull();
        }
    }

    @Test
    void leavesNoSocketBehind() throws Exception {
        ServedHost served = ServedHost.start(folder);
        assertThat(served.sockets().resolve("control")).exists();
        assertThat(Files.getPosixFilePermissions(served.sockets()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(Files.getPosixFilePermissions(served.sockets().resolve("capture")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        served.close();
        try (var left = Files.list(served.sockets())) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void refusesAFolderThatOthersCanWrite() throws Exception {
        Path open = Files.createDirectory(folder.resolve("ism"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatThrownBy(() -> ServedHost.start(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("others can write to");
    }

    @Test
    void refusesAFolderOfAnotherUser() throws Exception {
        boolean root = PrivateFolder.ownUser() == 0;
        Path others = root ? Files.createDirectory(folder.resolve("ism")) : Path.of("/usr");
        if (root) {
            Files.setAttribute(others, "unix:uid", 12345, LinkOption.NOFOLLOW_LINKS);
        }

        assertThatThrownBy(() -> PrivateFolder.prepare(others, false))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("belongs to another user");
    }

    @Test
    void refusesALinkInPlaceOfAFolder() throws Exception {
        Path target = Files.createDirectory(folder.resolve("target"));
        Files.createSymbolicLink(folder.resolve("ism"), target);

        assertThatThrownBy(() -> ServedHost.start(folder)).hasMessageContaining("is no directory");
    }

    @Test
    void letsInItsOwnUserAndThoseWhoAreNamed() {
        ControlOptions options = ControlOptions.at(folder);

        assertThat(List.of(options.admits(5, 5), options.admits(6, 5)))
                .containsExactly(true, false);
        ControlOptions wider = options.allowing(Set.of(6));
        assertThat(List.of(wider.admits(6, 5), wider.admits(0, 5))).containsExactly(true, false);
    }
}
