package ismscope.inspector.session;

import ismscope.device.os.Niceness;
import ismscope.device.scenario.ScenarioOptions;
import ismscope.device.tap.HostClock;
import ismscope.device.tap.SystemClock;
import ismscope.inspector.capture.RecorderOptions;
import java.nio.file.Path;
import java.util.Optional;

/// What a live session runs, and how it is recorded.
///
/// @param scenario what the guests do
/// @param clock time of the run
/// @param recorder whether the guests wait for the disk
/// @param file where the capture is written; empty: a temporary file, gone when the session closes
/// @param hostNiceness of the thread that guests and host run on, see [Niceness]
public record LiveRun(
        ScenarioOptions scenario,
        HostClock clock,
        RecorderOptions recorder,
        Optional<Path> file,
        int hostNiceness) {
    /// What is seen comes before what happens: guests take what recorder and index leave.
    private static final int GUESTS_BEHIND_WINDOW = 10;

    private static final int RECORDER_BEHIND_WINDOW = 3;

    /// {@return the usual run: real time, never waiting for the disk, a temporary file}
    public static LiveRun of(ScenarioOptions scenario) {
        return new LiveRun(
                scenario,
                new SystemClock(),
                RecorderOptions.LOSSY,
                Optional.empty(),
                Niceness.NONE);
    }

    /// {@return the same with a clock}
    public LiveRun withClock(HostClock value) {
        return new LiveRun(scenario, value, recorder, file, hostNiceness);
    }

    /// {@return the same where the guests wait for the disk, so that nothing is lost}
    public LiveRun lossless() {
        return new LiveRun(
                scenario,
                clock,
                RecorderOptions.LOSSLESS.withNiceness(recorder.niceness()),
                file,
                hostNiceness);
    }

    /// {@return the same with its capture in this file, which stays}
    public LiveRun into(Path path) {
        return new LiveRun(scenario, clock, recorder, Optional.of(path), hostNiceness);
    }

    /// {@return the same beside a window: where processors are few, frames come first, then what is
    /// recorded and indexed, then the guests, so that a storm of them does not freeze what shows
    /// it}
    public LiveRun behindWindow() {
        return new LiveRun(
                scenario,
                clock,
                recorder.withNiceness(RECORDER_BEHIND_WINDOW),
                file,
                GUESTS_BEHIND_WINDOW);
    }
}
