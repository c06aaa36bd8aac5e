package ismscope.device.guest;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.protocol.DeviceEvent;
import ismscope.device.protocol.DeviceEvent.RegionUpdated;
import ismscope.device.transport.Carrier;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Machines on threads of their own, which sleep until their device wakes them.
class ThreadedGuestsTest {
    private static final int ROUNDS = 2_000;
    private static final int PAIRS = 4;

    /// Each side writes a number, rings, and sleeps until the other has answered: a wake-up that
    /// gets lost, or a number that is seen late, stops the game.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void playPingPongWithoutLosingAWakeUp(boolean packed) throws Exception {
        DriverOptions options = DriverOptions.SPLIT.withPacked(packed);
        try (Machines machines = new Machines(Carrier.THREADED, options);
                ExecutorService threads = Executors.newFixedThreadPool(2 * PAIRS)) {
            List<Future<Long>> players = new ArrayList<>();
            for (int i = 0; i < PAIRS; i++) {
                GuestVm first = machines.boot("first" + i);
                GuestVm second = machines.boot("second" + i);
                GuestRegion mine = first.driver().allocate(1);
                GuestRegion seen = second.driver().attach(mine.token());
                players.add(threads.submit(player(first, mine, 1)));
                players.add(threads.submit(player(second, seen, 0)));
            }
            for (Future<Long> player : players) {
                assertThat(player.get()).isGreaterThanOrEqualTo(ROUNDS);
            }
        }
    }

    /// @param turn which numbers this side answers: odd or even ones
    private static Callable<Long> player(GuestVm vm, GuestRegion region, int turn) {
        return () -> {
            long number = 0;
            while (number < ROUNDS) {
                number = region.loadAcquire(0);
                if (number % 2 != turn) {
                    region.storeRelease(0, number + 1);
                    vm.driver().ring(region);
                } else if (number < ROUNDS) {
                    awaitUpdate(vm);
                }
            }
            return number;
        };
    }

    private static void awaitUpdate(GuestVm vm) throws InterruptedException {
        DeviceEvent event;
        do {
            event = Machines.next(vm);
            assertThat(event).as("an event at " + vm.name()).isNotNull();
        } while (!(event instanceof RegionUpdated));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void allocateAndLeaveAtTheSameTime(boolean packed) throws Exception {
        DriverOptions options = DriverOptions.SPLIT.withPacked(packed);
        try (Machines machines = new Machines(Carrier.THREADED, options);
                ExecutorService threads = Executors.newFixedThreadPool(PAIRS)) {
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < PAIRS; i++) {
                GuestVm vm = machines.boot("vm" + i);
                all.add(threads.submit(() -> comeAndGo(vm)));
            }
            for (Future<Integer> one : all) {
                assertThat(one.get()).isEqualTo(ROUNDS);
            }
        }
    }

    private static int comeAndGo(GuestVm vm) throws Exception {
        int done = 0;
        while (done < ROUNDS) {
            GuestRegion region = vm.driver().allocate(Machines.CHUNK);
            assertThat(region.loadAcquire(0)).isZero();
            region.storeRelease(0, done);
            vm.driver().detach(region.token());
            done++;
        }
        return done;
    }
}
