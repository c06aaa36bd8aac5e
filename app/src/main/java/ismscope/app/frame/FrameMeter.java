package ismscope.app.frame;

import ismscope.app.model.SessionModel;
import ismscope.inspector.session.SessionSnapshot;
import java.util.function.LongSupplier;
import javafx.animation.AnimationTimer;

/// Measures frames while it is switched on: how many a second, the time between them, and how old
/// the oldest event of a frame is when the frame is on the screen.
///
/// The last is an upper bound of the time from device to pixel for all events of that frame: it is
/// taken when the *next* frame begins, so that layout and rendering are in it. While it is on,
/// frames are drawn even if nothing changes. Thread: FX.
public final class FrameMeter {
    private static final int KEPT = 4096;
    private static final long SECOND = 1_000_000_000L;

    private final SessionModel model;
    private final LongSupplier epochNanos;
    private final Samples intervals = new Samples(KEPT);
    private final Samples ages = new Samples(KEPT);
    private final AnimationTimer timer =
            new AnimationTimer() {
                @Override
                public void handle(long now) {
                    frame(now);
                }
            };
    private long started;
    private long lastFrame;
    private long frames;
    private long eventsShown;
    private long oldestOfFrame;
    private boolean on;

    /// Wires the meter.
    ///
    /// @param epochNanos the clock that live events are stamped with
    public FrameMeter(SessionModel model, LongSupplier epochNanos) {
        this.model = model;
        this.epochNanos = epochNanos;
    }

    /// Figures since the meter was switched on.
    ///
    /// @param frames drawn
    /// @param perSecond on average
    /// @param longestNanos the longest time between two frames
    /// @param p99Nanos 99 of 100 times between two frames are at most this
    /// @param deviceToPixelP50Nanos half of the events were on the screen after this time
    /// @param deviceToPixelP99Nanos 99 of 100 were
    /// @param deviceToPixelMaxNanos all were
    public record Figures(
            long frames,
            double perSecond,
            long longestNanos,
            long p99Nanos,
            long deviceToPixelP50Nanos,
            long deviceToPixelP99Nanos,
            long deviceToPixelMaxNanos) {}

    /// Switches it on from zero, or off.
    public void setOn(boolean wanted) {
        if (wanted && !on) {
            intervals.clear();
            ages.clear();
            frames = 0;
            lastFrame = 0;
            oldestOfFrame = 0;
            SessionSnapshot now = model.snapshot();
            eventsShown = now == null ? 0 : now.eventCount();
            timer.start();
        } else if (!wanted) {
            timer.stop();
        }
        on = wanted;
    }

    /// {@return whether it measures}
    public boolean isOn() {
        return on;
    }

    /// {@return the figures so far}
    public Figures figures() {
        double seconds = Math.max(1, lastFrame - started) / (double) SECOND;
        return new Figures(
                frames,
                frames / seconds,
                intervals.largest(),
                intervals.percentile(0.99),
                ages.percentile(0.5),
                ages.percentile(0.99),
                ages.largest());
    }

    private void frame(long now) {
        if (lastFrame == 0) {
            started = now;
        } else {
            frames++;
            intervals.add(now - lastFrame);
        }
        lastFrame = now;
        if (oldestOfFrame != 0) {
            ages.add(Math.max(0, epochNanos.getAsLong() - oldestOfFrame));
            oldestOfFrame = 0;
        }
        SessionSnapshot snapshot = model.snapshot();
        if (snapshot != null && snapshot.eventCount() > eventsShown) {
            oldestOfFrame = snapshot.timeNanos(eventsShown);
        }
        eventsShown = snapshot == null ? 0 : snapshot.eventCount();
    }
}
