package ismscope.bench;

import java.time.Duration;
import java.util.Locale;
import javafx.animation.AnimationTimer;
import javafx.scene.Scene;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;
import org.HdrHistogram.Histogram;

/// What the frames of a scene cost: on the JavaFX thread from its first timer to the end of layout,
/// which is where panes issue what is to be drawn, and on the render thread, which draws it.
///
/// Thread: FX, [#figures] on any after [#close].
final class FrameClock implements AutoCloseable {
    private static final String PHASE = "javafx.PulsePhase";
    private static final String PAINTING = "Painting";
    private static final double MILLI = 1e6;

    private final Histogram issuing = new Histogram(3);
    private final Histogram drawing = new Histogram(3);
    private final RecordingStream phases = new RecordingStream();
    private final Scene scene;
    private final Runnable afterLayout = this::laidOut;
    private final AnimationTimer first =
            new AnimationTimer() {
                @Override
                public void handle(long now) {
                    begun = System.nanoTime();
                }
            };
    private long begun;

    /// Begins to measure; made before what is measured, so that its timer is the first.
    FrameClock(Scene scene) {
        this.scene = scene;
        first.start();
        scene.addPostLayoutPulseListener(afterLayout);
        phases.enable(PHASE).withThreshold(Duration.ZERO);
        phases.onEvent(PHASE, this::phase);
        phases.startAsync();
    }

    /// Forgets what was measured so far: the time until all is compiled.
    void clear() {
        issuing.reset();
        synchronized (drawing) {
            drawing.reset();
        }
    }

    private void laidOut() {
        if (begun != 0) {
            issuing.recordValue(System.nanoTime() - begun);
            begun = 0;
        }
    }

    private void phase(RecordedEvent event) {
        if (PAINTING.equals(event.getString("phaseName"))) {
            synchronized (drawing) {
                drawing.recordValue(event.getDuration().toNanos());
            }
        }
    }

    @Override
    public void close() {
        first.stop();
        scene.removePostLayoutPulseListener(afterLayout);
        phases.stop();
        phases.close();
    }

    /// {@return a row of the table}
    String figures(String title) {
        return String.format(
                Locale.ROOT,
                "%-34s %6d %7.1f %7.1f %7.1f   %6d %7.1f %7.1f %7.1f",
                title,
                issuing.getTotalCount(),
                issuing.getValueAtPercentile(50) / MILLI,
                issuing.getValueAtPercentile(99) / MILLI,
                issuing.getMaxValue() / MILLI,
                drawing.getTotalCount(),
                drawing.getValueAtPercentile(50) / MILLI,
                drawing.getValueAtPercentile(99) / MILLI,
                drawing.getMaxValue() / MILLI);
    }

    static String heading() {
        return String.format(
                Locale.ROOT,
                "%-34s %6s %7s %7s %7s   %6s %7s %7s %7s",
                "milliseconds",
                "issued",
                "p50",
                "p99",
                "max",
                "drawn",
                "p50",
                "p99",
                "max");
    }
}
