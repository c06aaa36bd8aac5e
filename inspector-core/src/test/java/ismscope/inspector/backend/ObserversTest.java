package ismscope.inspector.backend;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.guest.DriverOptions;
import ismscope.device.guest.GuestRegion;
import ismscope.device.guest.GuestVm;
import ismscope.device.model.HostOptions;
import ismscope.device.protocol.PermissionSet;
import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.capture.CaptureStream;
import ismscope.inspector.capture.GrowingFile;
import ismscope.inspector.capture.RecorderOptions;
import ismscope.inspector.control.ObservedHost;
import ismscope.inspector.control.StandingFacts;
import ismscope.inspector.event.Event;
import ismscope.inspector.session.RecordingSession;
import ismscope.inspector.session.SessionSnapshot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several observers of one running host.
class ObserversTest {
    @TempDir private Path folder;

    private Backend start() throws IOException {
        return Backend.start(
                BackendOptions.of(HostOptions.usual()).into(folder.resolve("all.pcapng")));
    }

    private static GuestVm boot(Backend backend, String name) throws Exception {
        return GuestVm.boot(name, DriverOptions.SPLIT, backend.host()::plug);
    }

    private CaptureStream joined(Backend backend, String name) throws IOException {
        CaptureStream stream =
                CaptureStream.open(
                        new GrowingFile(folder.resolve(name)),
                        ObservedHost.origin(),
                        RecorderOptions.LOSSY);
        backend.observed().join(stream);
        return stream;
    }

    private static void leave(Backend backend, CaptureStream stream) throws Exception {
        backend.observed().leave(stream);
        assertThat(stream.endWithin(backend.observed().clock(), Duration.ofMinutes(1))).isTrue();
    }

    private SessionSnapshot read(String name) throws Exception {
        try (RecordingSession session = RecordingSession.open(folder.resolve(name))) {
            session.awaitEnd();
            assertThat(session.notice()).isEmpty();
            return session.snapshot();
        }
    }

    private static List<Event> events(SessionSnapshot snapshot) {
        List<Event> events = new ArrayList<>();
        for (long event = 0; event < snapshot.eventCount(); event++) {
            events.add(snapshot.event(event));
        }
        return events;
    }

    private static void talk(GuestVm from, GuestVm to) throws Exception {
        GuestRegion region = from.driver().allocate(1 << 16);
        from.driver().grantDefault(region.token(), PermissionSet.DEFAULT_FOR_OTHERS);
        GuestRegion seen = to.driver().attach(region.token());
        region.store(100, new byte[] {1, 2, 3});
        from.driver().ring(region);
        to.driver().ring(seen);
    }

    @Test
    void whoJoinsLateSeesTheSameStateAsWhoWasThereFromTheStart() throws Exception {
        try (Backend backend = start();
                GuestVm one = boot(backend, "one");
                GuestVm two = boot(backend, "two")) {
            boot(backend, "gone").close();
            talk(one, two);
            CaptureStream late = joined(backend, "late.pcapng");
            talk(two, one);
            leave(backend, late);
        }

        SessionSnapshot all = read("all.pcapng");
        SessionSnapshot late = read("late.pcapng");
        Event last = late.event(late.eventCount() - 1);
        long same =
                events(all).stream()
                        .filter(e -> e.sequence() == last.sequence())
                        .findFirst()
                        .orElseThrow()
                        .number();
        assertThat(StandingFacts.of(late)).isEqualTo(StandingFacts.of(all.stateAt(same)));
        assertThat(late.lostCount()).isZero();
        assertThat(events(late)).filteredOn(e -> (e.flags() & Event.SNAPSHOT) != 0).isNotEmpty();
    }

    @Test
    void numbersAreTheBackendsForEveryObserver() throws Exception {
        try (Backend backend = start();
                GuestVm one = boot(backend, "one");
                GuestVm two = boot(backend, "two")) {
            CaptureStream first = joined(backend, "first.pcapng");
            talk(one, two);
            CaptureStream second = joined(backend, "second.pcapng");
            talk(one, two);
            leave(backend, first);
            leave(backend, second);
        }
        List<Event> all = events(read("all.pcapng"));
        for (String name : List.of("first.pcapng", "second.pcapng")) {
            List<Event> events = events(read(name));
            List<Event> streamed =
                    events.stream().filter(e -> (e.flags() & Event.SNAPSHOT) == 0).toList();
            assertThat(streamed).isNotEmpty();
            for (Event event : streamed) {
                assertThat(event.bytes()).isEqualTo(all.get((int) event.sequence() - 1).bytes());
            }
            assertThat(events.getFirst().sequence()).isEqualTo(streamed.getFirst().sequence() - 1);
        }
    }

    @Test
    void whoDoesNotTakeItsRecordsLosesThemAloneAndIsTold() throws Exception {
        Stuck stuck = new Stuck();
        CaptureStream slow;
        try (Backend backend = start();
                GuestVm one = boot(backend, "one");
                GuestVm two = boot(backend, "two")) {
            slow =
                    CaptureStream.open(
                            stuck,
                            ObservedHost.origin(),
                            RecorderOptions.lossy(RecorderOptions.LEAST_RING));
            backend.observed().join(slow);
            GuestRegion region = one.driver().allocate(1 << 16);
            one.driver().grantDefault(region.token(), PermissionSet.DEFAULT_FOR_OTHERS);
            two.driver().attach(region.token());
            while (slow.lostCount() < 1000) {
                one.driver().ring(region);
            }
            stuck.goOn.countDown();
            while (slow.backlog() > 0) {
                Thread.onSpinWait();
            }
            one.driver().ring(region);
            one.driver().detach(region.token());
            leave(backend, slow);
        }
        SessionSnapshot all = read("all.pcapng");
        assertThat(all.lostCount()).isZero();
        SessionSnapshot gappy = read("stuck.pcapng");
        assertThat(gappy.lostCount()).isEqualTo(slow.lostCount());
        List<Event> told = events(gappy).stream().filter(e -> e.kind() == TapKind.LOST).toList();
        assertThat(told.stream().mapToLong(e -> ((TapRecord.Lost) e.record()).count()).sum())
                .isEqualTo(slow.lostCount());
        assertThat(told).extracting(Event::sequence).containsOnly(told.getFirst().sequence());
        Event next = gappy.event(told.getLast().number() + 1);
        assertThat(next.sequence()).isEqualTo(told.getLast().sequence() + 1);
    }

    @Test
    void withoutAnObserverNothingIsRecorded() throws Exception {
        try (Backend backend = Backend.start(BackendOptions.of(HostOptions.usual()));
                GuestVm one = boot(backend, "one");
                GuestVm two = boot(backend, "two")) {
            talk(one, two);
            assertThat(backend.observed().tap().recordCount()).isZero();
            CaptureStream watched = joined(backend, "watched.pcapng");
            talk(one, two);
            leave(backend, watched);
            long then = backend.observed().tap().recordCount();
            assertThat(then).isPositive();
            talk(one, two);
            assertThat(backend.observed().tap().recordCount()).isEqualTo(then);
        }
    }

    /// A file behind somebody who takes nothing until told to.
    private final class Stuck implements WritableByteChannel {
        private final GrowingFile file;
        private final CountDownLatch goOn = new CountDownLatch(1);
        private boolean begun;

        Stuck() throws IOException {
            file = new GrowingFile(folder.resolve("stuck.pcapng"));
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            try {
                if (begun) {
                    goOn.await();
                }
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            begun = true;
            return file.write(source);
        }

        @Override
        public boolean isOpen() {
            return file.isOpen();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
