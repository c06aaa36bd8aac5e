package ismscope.device.scenario;

import ismscope.device.guest.GuestVm;
import ismscope.device.tap.DeviceTap;
import ismscope.device.tap.HostClock;
import ismscope.device.tap.TapRecord;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Plays one scenario once: makes a host, boots guests on it as the story asks, and takes all away
/// in the end.
///
/// Guarantees:
/// 1. The thread that calls [#run] is the host's owner thread; guests run on it in lockstep with
///    the device, and the tap is called by it only.
/// 2. With a seed, two runs on a [ismscope.device.tap.VirtualClock] hand the same records with the
///    same times to their taps.
/// 3. When [#run] returns or throws, the host is closed and nothing of it is left.
public final class ScenarioRunner {
    /// How long a pause may go on after [#stop]: pauses are slept in slices of this.
    private static final Duration PAUSE_SLICE = Duration.ofMillis(50);

    private final Scenario scenario;
    private final ScenarioOptions options;
    private final DeviceTap tap;
    private final HostClock clock;
    private final long seed;
    private volatile boolean stopAsked;

    /// @param options what to play
    /// @param tap sees everything; called on the thread of [#run]
    /// @param clock time of all records and pauses
    /// @throws IllegalArgumentException if there is no such scenario
    public ScenarioRunner(ScenarioOptions options, DeviceTap tap, HostClock clock) {
        this.scenario =
                Scenarios.byName(options.scenario())
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "there is no scenario named \"%s\""
                                                .formatted(options.scenario())));
        this.options = options;
        this.tap = tap;
        this.clock = clock;
        this.seed = options.seed().orElseGet(() -> new SecureRandom().nextLong());
    }

    /// {@return the seed of this run's chance: the one asked for, or a fresh one}
    public long seed() {
        return seed;
    }

    /// Plays on the calling thread until the story ends, its time is over or [#stop] is called.
    ///
    /// @throws ScenarioFailed if the story did not go as it must: a defect
    public void run() throws ScenarioFailed {
        try {
            scenario.play(new HostStage());
        } catch (InterruptedException e) {
            if (!stopAsked) {
                Thread.currentThread().interrupt();
            }
        } catch (ScenarioFailed e) {
            throw e;
        } catch (Exception e) {
            throw new ScenarioFailed("scenario " + scenario.name() + " broke off", e);
        }
    }

    /// Asks the story to end; it does so at its next pause, at the latest. Thread: any.
    public void stop() {
        stopAsked = true;
    }

    private final class HostStage implements Stage {
        private final RandomGenerator random =
                RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        private final long startNanos = clock.epochNanos();

        @Override
        public GuestVm boot(String name) {
            throw new UnsupportedOperationException("no device yet for " + name);
        }

        @Override
        public int guests(int usual) {
            return options.guests().orElse(usual);
        }

        @Override
        public void pause(Duration time) throws InterruptedException {
            Duration left = time;
            while (left.isPositive()) {
                if (stopping()) {
                    throw new InterruptedException("stopped");
                }
                Duration slice = left.compareTo(PAUSE_SLICE) < 0 ? left : PAUSE_SLICE;
                clock.sleep(slice);
                left = left.minus(slice);
            }
        }

        @Override
        public boolean stopping() {
            return stopAsked || timeIsOver();
        }

        private boolean timeIsOver() {
            return options.limit().isPresent()
                    && clock.epochNanos() - startNanos >= options.limit().get().toNanos();
        }

        @Override
        public RandomGenerator random() {
            return random;
        }

        @Override
        public void mark(String text) {
            tap.record(DeviceTap.HOST, 0, 0, new TapRecord.Mark(text));
        }
    }
}
