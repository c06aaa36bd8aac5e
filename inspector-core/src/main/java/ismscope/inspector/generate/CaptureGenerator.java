package ismscope.inspector.generate;

import ismscope.device.scenario.ScenarioFailed;
import ismscope.device.scenario.ScenarioOptions;
import ismscope.device.scenario.ScenarioRunner;
import ismscope.device.tap.VirtualClock;
import ismscope.inspector.capture.CaptureOrigin;
import ismscope.inspector.capture.CaptureRecorder;
import ismscope.inspector.capture.GrowingFile;
import ismscope.inspector.capture.RecorderOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/// Writes one capture of an exact number of events.
///
/// Thread: any, one at a time, but for [#cancel].
public final class CaptureGenerator {
    /// Records between two words on the progress.
    private static final long TELL_EVERY = 1 << 16;

    private final ScenarioOptions scenario;
    private final long events;
    private final VirtualClock clock = new VirtualClock();
    private volatile boolean cancelled;

    /// @param scenario what the guests do; if it ends by itself, so does the capture
    /// @param events how many, 1 and up
    public CaptureGenerator(ScenarioOptions scenario, long events) {
        if (events < 1) {
            throw new IllegalArgumentException("events=" + events);
        }
        this.scenario = scenario;
        this.events = events;
    }

    /// Plays and writes.
    ///
    /// @param file written anew
    /// @param progress is told now and then how many events there are
    /// @return events written
    /// @throws IOException if the file cannot be written
    /// @throws ScenarioFailed if the story did not go as it must: a defect
    public long write(Path file, LongConsumer progress) throws IOException, ScenarioFailed {
        try (CaptureRecorder recorder =
                CaptureRecorder.start(
                        new GrowingFile(file), origin(), clock, RecorderOptions.LOSSLESS)) {
            Writing writing = new Writing(recorder, progress);
            writing.runner.run();
            if (recorder.failure().isPresent()) {
                throw recorder.failure().get();
            }
            return writing.tap.count();
        }
    }

    /// Ends the writing soon; what is there stays a whole capture. Thread: any.
    public void cancel() {
        cancelled = true;
    }

    private CaptureOrigin origin() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("scenario", scenario.scenario());
        scenario.seed().ifPresent(seed -> facts.put("seed", Long.toString(seed)));
        facts.put("generated", Long.toString(events));
        return CaptureOrigin.here(facts);
    }

    /// One story until all is there.
    private final class Writing {
        private final CaptureRecorder recorder;
        private final LongConsumer progress;
        private final CountedTap tap;
        private final ScenarioRunner runner;
        private long told;

        Writing(CaptureRecorder recorder, LongConsumer progress) {
            this.recorder = recorder;
            this.progress = progress;
            tap = new CountedTap(recorder, events);
            runner = new ScenarioRunner(scenario, tap, clock, this::goOn);
        }

        private void goOn() {
            if (tap.count() - told >= TELL_EVERY) {
                told = tap.count();
                progress.accept(told);
            }
            if (cancelled || !tap.isOn() || recorder.failure().isPresent()) {
                runner.stop();
            }
        }
    }
}
