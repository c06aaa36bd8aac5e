package ismscope.device.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ismscope.device.guest.DriverOptions;
import ismscope.device.tap.DeviceTap;
import ismscope.device.tap.SystemClock;
import ismscope.device.tap.TapRecord;
import ismscope.device.tap.VirtualClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ScenarioRunnerTest {
    private static final ScenarioOptions ANY = ScenarioOptions.of("hello");

    @Test
    void refusesAScenarioThatDoesNotExist() {
        assertThatThrownBy(() ->
                        new ScenarioRunner(
                                ScenarioOptions.of("helo"), DeviceTap.NONE, new VirtualClock()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no scenario named \"helo\"");
    }

    @Test
    void stopsARealRunFromAnotherThread() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        DeviceTap tap =
                new DeviceTap() {
                    @Override
                    public void record(int device, long flow, long token, TapRecord record) {
                        begun.countDown();
                    }
                };
        ScenarioRunner runner = new ScenarioRunner(ANY, tap, new SystemClock());
        FutureTask<Boolean> run =
                new FutureTask<>(() -> {
                    runner.run();
                    return Thread.currentThread().isInterrupted();
                });
        Thread.ofPlatform().start(run);
        begun.await();
        runner.stop();
        assertThat(run.get(20, TimeUnit.SECONDS)).as("left interrupted").isFalse();
    }

    @Test
    void guestsThatNeverPauseTakeABreath() throws Exception {
        ScenarioOptions storm = ScenarioOptions.of("storm").withSeed(1);
        AtomicReference<ScenarioRunner> running = new AtomicReference<>();
        AtomicInteger breaths = new AtomicInteger();
        Runnable breather =
                () -> {
                    if (breaths.incrementAndGet() == 5) {
                        running.get().stop();
                    }
                };
        running.set(new ScenarioRunner(storm, DeviceTap.NONE, new SystemClock(), breather));

        running.get().run();

        assertThat(breaths).hasValue(5);
    }

    @Test
    void anInterruptEndsTheRunAndIsKept() throws Exception {
        Scenario sleeper = story(stage -> Thread.currentThread().interrupt());
        ScenarioRunner runner =
                new ScenarioRunner(sleeper, ANY, DeviceTap.NONE, new SystemClock(), () -> {});
        FutureTask<Boolean> run =
                new FutureTask<>(() -> {
                    runner.run();
                    return Thread.interrupted();
                });
        Thread.ofPlatform().start(run);
        assertThat(run.get(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void stopsAtItsLimit() throws Exception {
        TapLog log = Played.of(ANY.withLimit(Duration.ofMillis(2500)));
        long played = log.entries().getLast().nanos() - log.entries().getFirst().nanos();
        assertThat(log.of(TapRecord.Doorbell.class)).hasSize(3);
        assertThat(Duration.ofNanos(played))
                .isBetween(Duration.ofMillis(2500), Duration.ofMillis(2600));
    }

    @Test
    void takesTokensFromASecureSourceWithoutASeed() throws Exception {
        VirtualClock clock = new VirtualClock();
        TapLog first = new TapLog(clock);
        TapLog second = new TapLog(clock);
        ScenarioOptions brief = ANY.withLimit(Duration.ofSeconds(1));
        ScenarioRunner runner = new ScenarioRunner(brief, first, clock);
        runner.run();
        new ScenarioRunner(brief.withSeed(runner.seed()), second, clock).run();
        assertThat(tokens(first)).isNotEmpty().doesNotContainAnyElementsOf(tokens(second));
    }

    @Test
    void aDefectOfTheStoryIsToldAndLeavesNothingBehind() {
        VirtualClock clock = new VirtualClock();
        TapLog log = new TapLog(clock);
        Scenario broken =
                story(stage -> {
                    stage.boot("vm1").driver().allocate(1);
                    stage.powerOn("vm2", DriverOptions.PACKED);
                    throw new IllegalStateException("thrown on purpose");
                });
        assertThatThrownBy(() -> new ScenarioRunner(broken, ANY, log, clock, () -> {}).run())
                .isInstanceOf(ScenarioFailed.class)
                .hasMessage("scenario test broke off")
                .cause()
                .hasMessage("thrown on purpose");
        assertThat(log.of(TapRecord.RegionFreed.class)).hasSize(1);
        assertThat(log.of(TapRecord.DeviceRemoved.class)).hasSize(2);
    }

    @Test
    void powersOffWhoIsStillOnWhenTheStoryEnds() throws Exception {
        VirtualClock clock = new VirtualClock();
        TapLog log = new TapLog(clock);
        Scenario brief =
                story(stage -> {
                    stage.boot("vm1");
                    stage.boot("vm2").crash();
                });
        new ScenarioRunner(brief, ANY, log, clock, () -> {}).run();
        assertThat(log.of(TapRecord.DeviceRemoved.class))
                .containsExactly(
                        new TapRecord.DeviceRemoved(TapRecord.DeviceRemoved.DISCONNECTED),
                        new TapRecord.DeviceRemoved(TapRecord.DeviceRemoved.CLOSED));
    }

    @Test
    void optionsThatMakeNoSenseAreRefusedInASentence() {
        assertThatThrownBy(() -> ANY.withGuests(1))
                .hasMessage("1 guests asked for; a scenario plays with 2 to 4096");
        assertThatThrownBy(() -> ANY.withGuests(5000))
                .hasMessage("5000 guests asked for; a scenario plays with 2 to 4096");
        assertThatThrownBy(() -> ANY.withLimit(Duration.ZERO))
                .hasMessage("the time to play must be longer than nothing");
    }

    private interface Play {
        void on(Stage stage) throws Exception;
    }

    /// A story that plays, and then pauses for a while.
    private static Scenario story(Play play) {
        return new Scenario() {
            @Override
            public String name() {
                return "test";
            }

            @Override
            public String summary() {
                return "";
            }

            @Override
            public void play(Stage stage) throws Exception {
                play.on(stage);
                stage.pause(Duration.ofMillis(10));
            }
        };
    }

    private static List<Long> tokens(TapLog log) {
        return log.entries().stream()
                .filter(entry -> entry.record() instanceof TapRecord.RegionCreated)
                .map(TapLog.Entry::token)
                .toList();
    }
}
