package ismscope.inspector.state;

import ismscope.device.guest.DriverOptions;
import ismscope.device.guest.GuestVm;
import ismscope.device.model.HostFullException;
import ismscope.device.model.HostOptions;
import ismscope.device.model.IsmHost;
import ismscope.device.region.MemoryGeometry;
import ismscope.device.region.TokenSource;
import ismscope.device.scenario.Scenario;
import ismscope.device.scenario.Stage;
import ismscope.device.tap.DeviceTap;
import ismscope.device.tap.TapRecord;
import ismscope.device.tap.VirtualClock;
import ismscope.device.transport.Lockstep;
import java.io.IOException;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// A real host on which a story is played with somebody looking at it in every pause.
final class ObservedStage implements Stage, AutoCloseable {
    private final VirtualClock clock = new VirtualClock();
    private final RandomGenerator random;
    private final Lockstep transport;
    private final DeviceTap tap;
    private final Consumer<IsmHost> look;
    private final long end;

    /// @param tap sees everything
    /// @param look at the host in every pause
    ObservedStage(long seed, Duration time, DeviceTap tap, Consumer<IsmHost> look) {
        random = new SplittableRandom(seed);
        this.tap = tap;
        this.look = look;
        end = clock.epochNanos() + time.toNanos();
        TokenSource tokens = TokenSource.seeded(random.nextLong());
        transport = new Lockstep(new IsmHost(HostOptions.usual(), tap, clock, tokens));
    }

    /// Plays until the story or the time is over.
    void play(Scenario scenario) throws Exception {
        try {
            scenario.play(this);
        } catch (InterruptedException e) {
            // The time is over.
        }
        look.accept(transport.host());
    }

    @Override
    public GuestVm powerOn(String name, DriverOptions driver)
            throws IOException, HostFullException {
        return GuestVm.powerOn(name, driver, transport::plug);
    }

    @Override
    public int guests(int usual) {
        return usual;
    }

    @Override
    public MemoryGeometry geometry() {
        return MemoryGeometry.USUAL;
    }

    @Override
    public void pause(Duration time) throws InterruptedException {
        look.accept(transport.host());
        clock.sleep(time);
        if (stopping()) {
            throw new InterruptedException("the time is over");
        }
    }

    @Override
    public boolean stopping() {
        return clock.epochNanos() >= end;
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public void mark(String text) {
        tap.record(DeviceTap.HOST, 0, 0, new TapRecord.Mark(text));
    }

    @Override
    public void close() {
        transport.close();
    }
}
