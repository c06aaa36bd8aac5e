package ismscope.inspector.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ismscope.device.guest.GuestRegion;
import ismscope.device.guest.GuestVm;
import ismscope.device.os.UnixSocket;
import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.event.Event;
import ismscope.inspector.session.AttachedSession;
import ismscope.inspector.session.RecordingSession;
import ismscope.inspector.session.Session;
import ismscope.inspector.session.SessionSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Inspectors on the sockets of a running backend.
class InspectorsTest {
    @TempDir private Path folder;

    private static void mark(ControlClient client, String text) throws IOException {
        client.execute("mark", "{\"text\":\"%s\"}".formatted(text));
    }

    private static ControlClient control(ServedHost served) throws IOException {
        ControlClient client = new ControlClient(served.sockets());
        client.next();
        return client;
    }

    private static void awaitMark(Session session, String text) {
        while (marks(session.snapshot()).stream().noneMatch(text::equals)) {
            assertThat(session.status()).isEqualTo(Session.Status.LIVE);
            Thread.onSpinWait();
        }
    }

    /// Marks again and again: a single one may fall into the gap of who was behind just then.
    private static void markUntilSeen(ControlClient client, Session session, String text)
            throws IOException {
        while (!marks(session.snapshot()).contains(text)) {
            assertThat(session.status()).isEqualTo(Session.Status.LIVE);
            mark(client, text);
        }
    }

    private static List<String> marks(SessionSnapshot snapshot) {
        return LongStream.range(0, snapshot.eventCount())
                .filter(event -> snapshot.kind(event) == TapKind.MARK)
                .mapToObj(event -> ((TapRecord.Mark) snapshot.event(event).record()).text())
                .toList();
    }

    private static List<Event> events(SessionSnapshot snapshot) {
        List<Event> events = new ArrayList<>();
        for (long event = 0; event < snapshot.eventCount(); event++) {
            events.add(snapshot.event(event));
        }
        return events;
    }

    private static void awaitInspectors(ControlClient client, int count) throws IOException {
        while (client.execute("query-stats", "{}").get("inspectors").size() != count) {
            Thread.onSpinWait();
        }
    }

    @Test
    void twoInspectorsSeeTheSameEvents() throws Exception {
        try (ServedHost served = ServedHost.start(folder);
                ControlClient client = control(served);
                AttachedSession one = served.attach();
                AttachedSession two = served.attach()) {
            awaitInspectors(client, 2);
            mark(client, "begin");
            ServedHost.share(served.boot("vm1"), served.boot("vm2"));
            mark(client, "end");
            awaitMark(one, "end");
            awaitMark(two, "end");

            List<byte[]> first = streamed(one.snapshot());
            assertThat(first).hasSizeGreaterThan(20);
            assertThat(streamed(two.snapshot())).containsExactlyElementsOf(first);
            assertThat(one.snapshot().lostCount()).isZero();
            assertThat(one.snapshot().origin().fact("backend")).isEqualTo("serve");
        }
    }

    private static List<byte[]> streamed(SessionSnapshot snapshot) {
        return events(snapshot).stream()
                .filter(e -> (e.flags() & Event.SNAPSHOT) == 0)
                .map(Event::bytes)
                .toList();
    }

    @Test
    void whoReadsNothingDelaysNobodyAndIsToldOfItsGap() throws Exception {
        ControlLimits small = new ControlLimits(4, 4, 1 << 16, 1 << 20, 1 << 20);
        Path gappy = folder.resolve("gappy.pcapng");
        long lost;
        try (ServedHost served = ServedHost.start(folder, small);
                ControlClient client = control(served);
                AttachedSession reading = served.attach()) {
            GuestVm vm1 = served.boot("vm1");
            GuestRegion region = ServedHost.share(vm1, served.boot("vm2"));
            BackendConnection deaf = BackendConnection.open(served.address());
            awaitInspectors(client, 2);
            while (lostBySecond(client) == 0) {
                vm1.driver().ring(region);
            }
            // Begins to read: what was kept, then what was lost, then what happens now.
            try (AttachedSession late = following(deaf, gappy)) {
                while (late.snapshot().lostCount() == 0) {
                    vm1.driver().ring(region);
                }
                markUntilSeen(client, late, "caught up");
                lost = lostBySecond(client);
                assertThat(late.snapshot().lostCount()).isEqualTo(lost);
                assertThat(events(late.snapshot()))
                        .filteredOn(e -> e.kind() == TapKind.LOST)
                        .isNotEmpty();
            }
            markUntilSeen(client, reading, "still there");
        }
        try (RecordingSession all = RecordingSession.open(folder.resolve("all.pcapng"))) {
            all.awaitEnd();
            assertThat(all.snapshot().lostCount()).isZero();
        }
    }

    private static long lostBySecond(ControlClient client) throws IOException {
        return client.execute("query-stats", "{}").get("inspectors").get(1).get("lost").asLong();
    }

    private static AttachedSession following(BackendConnection connection, Path file)
            throws IOException {
        return AttachedSession.follow(connection, Optional.of(file));
    }

    @Test
    void whoIsKilledLeavesNoTrace() throws Exception {
        try (ServedHost served = ServedHost.start(folder);
                ControlClient client = control(served);
                AttachedSession stays = served.attach()) {
            GuestVm vm1 = served.boot("vm1");
            GuestRegion region = ServedHost.share(vm1, served.boot("vm2"));
            awaitInspectors(client, 1);
            int descriptors = descriptors();
            List<String> threads = threads();
            for (int i = 0; i < 20; i++) {
                // What the system does with the sockets of a process that is killed.
                UnixSocket killed =
                        UnixSocket.connect(served.sockets().resolve(ControlOptions.CAPTURE));
                awaitInspectors(client, 2);
                vm1.driver().ring(region);
                killed.close();
                awaitInspectors(client, 1);
            }
            mark(client, "after");
            awaitMark(stays, "after");

            assertThat(threads()).containsExactlyInAnyOrderElementsOf(threads);
            assertThat(descriptors()).isEqualTo(descriptors);
            assertThat(stays.snapshot().lostCount()).isZero();
        }
    }

    private static int descriptors() throws IOException {
        try (var open = Files.list(Path.of("/proc/self/fd"))) {
            return (int) open.count();
        }
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("ism-"))
                .toList();
    }

    @Test
    void whoJoinsLateSeesHowThingsStand() throws Exception {
        try (ServedHost served = ServedHost.start(folder);
                ControlClient client = control(served);
                AttachedSession first = served.attach()) {
            GuestRegion region = ServedHost.share(served.boot("vm1"), served.boot("vm2"));
            region.storeText(4096, "stored before");
            try (AttachedSession late = served.attach()) {
                awaitInspectors(client, 2);
                mark(client, "now");
                awaitMark(first, "now");
                awaitMark(late, "now");
                SessionSnapshot there = first.snapshot();
                SessionSnapshot joined = late.snapshot();
                byte[] bytes = new byte[13];
                joined.regionAt(region.token(), joined.eventCount() - 1)
                        .read(4096, bytes, new long[13]);

                assertThat(StandingFacts.of(joined)).isEqualTo(StandingFacts.of(there));
                assertThat(bytes).asString().isEqualTo("stored before");
                assertThat(joined.lostCount()).isZero();
            }
        }
    }

    @Test
    void theBackendsEndLeavesARecordingAndASentence() throws Exception {
        Path kept = folder.resolve("kept.pcapng");
        ServedHost served = ServedHost.start(folder);
        served.boot("vm1");
        try (AttachedSession session =
                AttachedSession.attach(served.address(), Optional.of(kept))) {
            assertThat(session.status()).isEqualTo(Session.Status.LIVE);
            assertThat(session.name()).startsWith("unix:");
            try (ControlClient client = control(served)) {
                awaitInspectors(client, 1);
            }
            served.close();
            session.awaitEnd();

            assertThat(session.status()).isEqualTo(Session.Status.COMPLETE);
            assertThat(session.notice())
                    .isEqualTo(
                            "the backend at %s is gone; what was seen of it stays here as a recording"
                                    .formatted(served.address()));
            Event last = session.snapshot().event(session.snapshot().eventCount() - 1);
            assertThat(last.kind()).isEqualTo(TapKind.DEVICE_REMOVED);
        }
        try (RecordingSession recording = RecordingSession.open(kept)) {
            recording.awaitEnd();
            assertThat(recording.notice()).isEmpty();
        }
    }

    @Test
    void leavingIsNoFailure() throws Exception {
        try (ServedHost served = ServedHost.start(folder);
                AttachedSession session = served.attach()) {
            while (session.file().toFile().length() == 0) {
                Thread.onSpinWait();
            }
            session.stop();
            session.awaitEnd();
            assertThat(session.status()).isEqualTo(Session.Status.COMPLETE);
        }
    }

    @Test
    void saysWhyThereIsNoBackend() throws Exception {
        assertThatThrownBy(() -> BackendConnection.open(BackendAddress.of("unix:/no/such")))
                .hasMessage("there is no backend at unix:/no/such");
        ServedHost served = ServedHost.start(folder);
        Path socket = served.sockets().resolve("capture");
        served.close();
        Files.createFile(socket);
        assertThatThrownBy(() -> BackendConnection.open(new BackendAddress(socket)))
                .hasMessageContaining("nobody listens at");
        assertThatThrownBy(() -> BackendAddress.of(" unix: "))
                .hasMessageContaining("write unix:DIR");
    }

    @Test
    void saysWhenABackendLetsNobodyIn() throws Exception {
        ControlLimits none = new ControlLimits(4, 0, 1 << 16, 1 << 20, 1 << 20);
        try (ServedHost served = ServedHost.start(folder, none);
                AttachedSession session = served.attach()) {
            session.awaitEnd();
            assertThat(session.status()).isEqualTo(Session.Status.FAILED);
            assertThat(session.notice()).contains("let nobody in");
        }
    }
}
