package ismscope.inspector.session;

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
/// @param paced whether guests go no faster than they can be seen
public record LiveRun(
        ScenarioOptions scenario,
        HostClock clock,
        RecorderOptions recorder,
        Optional<Path> file,
        boolean paced) {
    /// {@return the usual run: real time, never waiting for the disk, a temporary file}
    public static LiveRun of(ScenarioOptions scenario) {
        return new LiveRun(
                scenario, new SystemClock(), RecorderOptions.LOSSY, Optional.empty(), false);
    }

    /// {@return the same with a clock}
    public LiveRun withClock(HostClock value) {
        return new LiveRun(scenario, value, recorder, file, paced);
    }

    /// {@return the same where the guests wait for the disk, so that nothing is lost}
    public LiveRun lossless() {
        return new LiveRun(scenario, clock, RecorderOptions.LOSSLESS, file, paced);
    }

    /// {@return the same with its capture in this file, which stays}
    public LiveRun into(Path path) {
        return new LiveRun(scenario, clock, recorder, Optional.of(path), paced);
    }

    /// {@return the same beside a window: where processors are few, frames come first, then what is
    /// recorded and indexed, then the guests; and guests that never pause wait until what they did
    /// is indexed, all but the last few milliseconds. The device waits for nobody}
    public LiveRun besideWindow() {
        return new LiveRun(scenario, clock, recorder, file, true);
    }
}
