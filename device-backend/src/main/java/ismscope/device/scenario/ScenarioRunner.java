package ismscope.device.scenario;

import ismscope.device.guest.DriverOptions;
import ismscope.device.guest.GuestVm;
import ismscope.device.model.HostFullException;
import ismscope.device.model.HostOptions;
import ismscope.device.model.IsmHost;
import ismscope.device.region.MemoryGeometry;
import ismscope.device.region.TokenSource;
import ismscope.device.tap.DeviceTap;
import ismscope.device.tap.HostClock;
import ismscope.device.tap.TapRecord;
import ismscope.device.transport.Lockstep;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

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
    private final Runnable breather;
    private final long seed;
    private volatile boolean stopAsked;

    /// @param options what to play
    /// @param tap sees everything; called on the thread of [#run]
    /// @param clock time of all records and pauses
    /// @throws IllegalArgumentException if there is no such scenario
    public ScenarioRunner(ScenarioOptions options, DeviceTap tap, HostClock clock) {
        this(named(options.scenario()), options, tap, clock, () -> {});
    }

    /// The same with guests that take a breath.
    ///
    /// @param breather called on the thread of [#run] every now and then, also by stories that
    ///   never pause; it may wait, which the device and its tap never do
    public ScenarioRunner(
            ScenarioOptions options, DeviceTap tap, HostClock clock, Runnable breather) {
        this(named(options.scenario()), options, tap, clock, breather);
    }

    /// A run of a story that is in no list.
    ScenarioRunner(
            Scenario scenario,
            ScenarioOptions options,
            DeviceTap tap,
            HostClock clock,
            Runnable breather) {
        this.breather = breather;
        this.scenario = scenario;
        this.options = options;
        this.tap = tap;
        this.clock = clock;
        this.seed = options.seed().orElseGet(() -> new SecureRandom().nextLong());
    }

    private static Scenario named(String name) {
        return Scenarios.byName(name)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "there is no scenario named \"%s\"".formatted(name)));
    }

    /// {@return the seed of this run's chance: the one asked for, or a fresh one}
    public long seed() {
        return seed;
    }

    /// Plays on the calling thread until the story ends, its time is over or [#stop] is called.
    ///
    /// @throws ScenarioFailed if the story did not go as it must: a defect
    public void run() throws ScenarioFailed {
        RandomGenerator random = new SplittableRandom(seed);
        HostOptions host =
                HostOptions.usual()
                        .withGid(random.nextLong())
                        .withGeometry(options.geometry())
                        .withContent(options.content());
        // Of the seed itself, tokens would be the numbers that the story draws: its gid, for one.
        long tokenSeed = random.nextLong();
        TokenSource tokens =
                options.seed().isPresent() ? TokenSource.seeded(tokenSeed) : TokenSource.secure();
        try (Lockstep transport = new Lockstep(new IsmHost(host, tap, clock, tokens));
                HostStage stage = new HostStage(transport, random)) {
            scenario.play(stage);
        } catch (Curtain e) {
            // The story ends because it was asked to.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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

    /// Thrown in a pause to end a story that was asked to end.
    private static final class Curtain extends InterruptedException {
        private static final long serialVersionUID = 1L;
    }

    /// The stage over a host in lockstep.
    private final class HostStage implements Stage, AutoCloseable {
        private final Lockstep transport;
        private final RandomGenerator random;
        private final List<GuestVm> vms = new ArrayList<>();
        private final long startNanos = clock.epochNanos();

        HostStage(Lockstep transport, RandomGenerator random) {
            this.transport = transport;
            this.random = random;
        }

        @Override
        public GuestVm powerOn(String name, DriverOptions driver)
                throws IOException, HostFullException {
            GuestVm vm = GuestVm.powerOn(name, driver, transport::plug);
            vms.removeIf(other -> !other.isOn());
            vms.add(vm);
            return vm;
        }

        @Override
        public void close() {
            vms.forEach(GuestVm::close);
        }

        @Override
        public int guests(int usual) {
            return options.guests().orElse(usual);
        }

        @Override
        public MemoryGeometry geometry() {
            return options.geometry();
        }

        @Override
        public void pause(Duration time) throws InterruptedException {
            Duration left = time;
            while (left.isPositive() && !stopping()) {
                Duration slice = left.compareTo(PAUSE_SLICE) < 0 ? left : PAUSE_SLICE;
                clock.sleep(slice);
                left = left.minus(slice);
            }
            if (stopping()) {
                throw new Curtain();
            }
        }

        @Override
        public boolean stopping() {
            breather.run();
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
