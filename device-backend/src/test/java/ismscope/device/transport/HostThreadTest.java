package ismscope.device.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ismscope.device.guest.DeviceMemory;
import ismscope.device.guest.GuestBus;
import ismscope.device.model.Bench;
import ismscope.device.model.QueueShape;
import ismscope.device.model.RecordingTap;
import ismscope.device.model.TestGuest;
import ismscope.device.os.EventCounter;
import ismscope.device.os.Poller;
import ismscope.device.protocol.Ack;
import ismscope.device.protocol.ControlCommand.AllocRegion;
import ismscope.device.tap.TapRecord;
import ismscope.device.tap.TapRecord.Content;
import ismscope.device.tap.TapRecord.Doorbell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Guests on threads of their own against a host on its own.
class HostThreadTest {
    private static final long CHUNK = Bench.CHUNK;

    private final Bench bench =
            new Bench(Carrier.THREADED, QueueShape.SPLIT_EVENT_IDX, Bench.SMALL);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void closeBench() {
        threads.close();
        bench.close();
    }

    private void together(List<Callable<Void>> guests) throws Exception {
        for (Future<Void> done : threads.invokeAll(guests)) {
            done.get();
        }
        bench.settle();
    }

    private static long word(Content content) {
        long value = 0;
        for (int i = Long.BYTES - 1; i >= 0; i--) {
            value = (value << Byte.SIZE) | Byte.toUnsignedLong(content.bytes()[i]);
        }
        return value;
    }

    @Test
    void keepsTheOrderOfStoresAndDoorbells() throws Exception {
        TestGuest a = bench.boot("a");
        a.allocate(CHUNK);
        DeviceMemory memory = a.bus().deviceMemory();
        int rounds = 20_000;
        for (int i = 1; i <= rounds; i++) {
            memory.storeRelease(0, i);
            a.ring(0);
        }
        bench.settle();
        long expected = 1;
        boolean rung = true;
        for (RecordingTap.Seen seen : bench.tap().all()) {
            if (seen.record() instanceof Content content) {
                assertThat(rung).isTrue();
                assertThat(word(content)).isEqualTo(expected++);
                rung = false;
            } else if (seen.record() instanceof Doorbell) {
                assertThat(rung).isFalse();
                rung = true;
            }
        }
        assertThat(expected).isEqualTo(rounds + 1);
        assertThat(bench.tap().of(TapRecord.Lost.class)).isEmpty();
    }

    @Test
    void recordsACauseBeforeAnothersAnswer() throws Exception {
        TestGuest a = bench.boot("a");
        TestGuest b = bench.boot("b");
        b.attach(a.allocate(CHUNK).token());
        DeviceMemory inA = a.bus().deviceMemory();
        DeviceMemory inB = b.bus().deviceMemory();
        int rounds = 5_000;
        together(
                List.of(
                        () -> {
                            for (int i = 1; i <= rounds; i++) {
                                inA.storeRelease(0, i);
                                awaitWord(inA, 8, i);
                            }
                            return null;
                        },
                        () -> {
                            for (int i = 1; i <= rounds; i++) {
                                awaitWord(inB, 0, i);
                                inB.storeRelease(8, i);
                            }
                            return null;
                        }));
        List<Content> told = bench.tap().of(Content.class);
        assertThat(told).hasSize(2 * rounds);
        for (int i = 0; i < told.size(); i++) {
            assertThat(told.get(i).offset()).isEqualTo(i % 2 == 0 ? 0 : 8);
            assertThat(word(told.get(i))).isEqualTo(i / 2 + 1);
        }
    }

    private static void awaitWord(DeviceMemory memory, long offset, long value) throws Exception {
        for (int i = 0; memory.loadAcquire(offset) != value; i++) {
            if (i % 1000 == 999) {
                // More threads than processors: let the other one run.
                LockSupport.parkNanos(1_000);
            }
            Thread.onSpinWait();
        }
    }

    /// Whatever the host is busy with, a guest that stores, rings and then detaches has done them
    /// in that order.
    @Test
    void neverTakesACommandBeforeWhatCameBeforeIt() throws Exception {
        List<TestGuest> guests = new ArrayList<>();
        List<Callable<Void>> work = new ArrayList<>();
        for (int g = 0; g < 4; g++) {
            TestGuest guest = bench.boot("vm" + g);
            guests.add(guest);
            work.add(() -> {
                for (int i = 0; i < 500; i++) {
                    long token = guest.allocate(CHUNK).token();
                    for (int k = 0; k < 5; k++) {
                        guest.bus().deviceMemory().storeRelease(8L * k, i);
                        guest.ring(0);
                    }
                    assertThat(guest.detach(token)).isEqualTo(Ack.OK);
                }
                return null;
            });
        }
        together(work);
        for (TestGuest guest : guests) {
            assertThat(bench.tap().violations(guest.ordinal())).isEmpty();
        }
        Map<Long, Integer> stores = new HashMap<>();
        for (RecordingTap.Seen seen : bench.tap().all()) {
            switch (seen.record()) {
                case TapRecord.RegionCreated _ -> stores.put(seen.token(), 0);
                case Content _ -> stores.merge(seen.token(), 1, Integer::sum);
                case TapRecord.RegionFreed _ ->
                        assertThat(stores.remove(seen.token())).isEqualTo(5);
                default -> {}
            }
        }
        assertThat(stores).isEmpty();
    }

    @Test
    void recordsEveryDoorbellOfAStorm() throws Exception {
        TestGuest a = bench.boot("a");
        TestGuest b = bench.boot("b");
        b.attach(a.allocate(CHUNK).token());
        int rings = 50_000;
        together(List.of(() -> storm(a, rings), () -> storm(b, rings)));
        assertThat(bench.tap().of(a.ordinal(), Doorbell.class)).hasSize(rings);
        assertThat(bench.tap().of(b.ordinal(), Doorbell.class)).hasSize(rings);
        // Each ring is one event that waits or was merged into one that does.
        assertThat(bench.tap().of(a.ordinal(), TapRecord.Swallowed.class)).hasSize(rings - 1);
        assertThat(bench.tap().of(b.ordinal(), TapRecord.Swallowed.class)).hasSize(rings - 1);
    }

    private static Void storm(TestGuest guest, int rings) {
        GuestBus bus = guest.bus();
        for (int i = 0; i < rings; i++) {
            bus.ringDoorbell(0, 1, 1);
        }
        return null;
    }

    @Test
    void unplugsGuestsThatVanishWhileOthersWork() throws Exception {
        TestGuest steady = bench.boot("steady");
        long token = steady.allocate(CHUNK).token();
        List<Callable<Void>> work = new ArrayList<>();
        for (int g = 0; g < 3; g++) {
            String name = "fleeting" + g;
            work.add(() -> {
                for (int i = 0; i < 50; i++) {
                    TestGuest guest = bench.guest(name);
                    guest.attach(token);
                    guest.bus().deviceMemory().storeRelease(0, i);
                    guest.ring(0);
                    guest.close();
                }
                return null;
            });
        }
        together(work);
        assertThat(bench.tap().of(TapRecord.DeviceRemoved.class)).hasSize(150);
        assertThat(steady.ack(new AllocRegion(1))).isEqualTo(Ack.OK);
        assertThat(bench.tap().of(TapRecord.Violation.class))
                .allSatisfy(seen -> assertThat(seen.text()).contains("backlog"));
    }

    @Test
    void goesOnWithoutAHandlerThatFails() throws Exception {
        TestGuest a = bench.boot("a");
        TestGuest b = bench.boot("b");
        a.bus()
                .onInterrupt(vector -> {
                    throw new IllegalArgumentException("handler of a broken guest");
                });
        a.allocate(CHUNK);
        bench.settle();
        assertThat(bench.tap().of(a.ordinal(), TapRecord.Swallowed.class))
                .containsExactly(new TapRecord.Swallowed(TapRecord.Swallowed.MASKED, 1));
        assertThat(b.ack(new AllocRegion(1))).isEqualTo(Ack.OK);
    }

    @Test
    void refusesQuestionsFromAHandler() throws Exception {
        TestGuest a = bench.boot("a");
        List<Throwable> thrown = new ArrayList<>();
        a.bus()
                .onInterrupt(vector -> {
                    try {
                        a.status();
                    } catch (IllegalStateException e) {
                        thrown.add(e);
                    }
                });
        a.allocate(CHUNK);
        bench.settle();
        assertThat(thrown).hasSize(1);
        assertThat(thrown.getFirst()).hasMessageContaining("must not wait");
    }

    @Test
    void endsWhileGuestsAreBusy() throws Exception {
        List<Future<?>> busy = new ArrayList<>();
        for (int g = 0; g < 3; g++) {
            TestGuest guest = bench.boot("vm" + g);
            guest.allocate(CHUNK);
            busy.add(
                    threads.submit(() -> {
                        while (true) {
                            guest.bus().deviceMemory().storeRelease(0, 1);
                            guest.ring(0);
                            guest.status();
                        }
                    }));
        }
        TestGuest.await(() -> bench.tap().of(Doorbell.class).size() > 100);
        bench.transport().close();
        for (Future<?> guest : busy) {
            assertThatThrownBy(guest::get).hasCauseInstanceOf(Exception.class);
        }
        assertThat(bench.tap().of(TapRecord.DeviceRemoved.class)).hasSize(3);
    }

    @Test
    void keepsAnInterruptOfAThreadThatWaits() throws Exception {
        TestGuest a = bench.boot("a");
        Thread.currentThread().interrupt();
        assertThat(a.status()).isEqualTo(15);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void answersWithWhatAQuestionThrows() {
        HostThread host = (HostThread) bench.transport();
        assertThatThrownBy(() ->
                        host.ask(asked -> {
                            throw new ArithmeticException("asked wrongly");
                        }))
                .isInstanceOf(ArithmeticException.class);
        assertThat(host.<Integer>ask(asked -> asked.devices().size())).isZero();
    }

    @Test
    void servesDescriptorsBesidesItsGuests() throws Exception {
        try (EventCounter kick = EventCounter.create();
                EventCounter answer = EventCounter.create();
                Bench serving =
                        new Bench(Carrier.SERVING, QueueShape.SPLIT_EVENT_IDX, Bench.SMALL)) {
            HostThread host = (HostThread) serving.transport();
            host.ask(_ -> watch(host.poller(), kick, answer));
            for (int i = 0; i < 1_000; i++) {
                kick.signal();
                assertThat(answer.await(EventCounter.FOREVER)).isTrue();
                answer.drain();
            }
            TestGuest guest = serving.boot("beside");
            assertThat(guest.allocate(CHUNK).token()).isNotZero();
        }
    }

    private static boolean watch(Poller poller, EventCounter kick, EventCounter answer) {
        try {
            poller.add(kick.fd(), () -> passOn(kick, answer));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return true;
    }

    private static void passOn(EventCounter kick, EventCounter answer) {
        try {
            kick.drain();
            answer.signal();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
