package ismscope.app;

import ismscope.app.theme.ThemeChoice;
import ismscope.device.scenario.ScenarioOptions;
import ismscope.device.scenario.Scenarios;
import ismscope.inspector.control.BackendAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What the window is started with.
///
/// @param recording capture to open; null for none
/// @param replaySpeed how many times faster than it happened the recording is played, as if it
///   happened now; 0: it is opened as a whole
/// @param backend running backend to attach to; null for none
/// @param scenario what to play when there is neither
/// @param headless no display is used; the application sees to it before JavaFX starts
/// @param screenshot where the picture of the window goes when `runTime` is over; null for none
/// @param runTime after which the window closes, when `measured` from the beginning of measuring;
///   zero: when the user closes it
/// @param keepFile where the live session's capture is saved when the window closes; null for
///   nowhere
/// @param theme which colours; null as last time
/// @param width of the window in pixels, 0 as last time
/// @param height of the window in pixels, 0 as last time
/// @param measured whether frames are measured; [IsmscopeApp#frames] has the figures in the end
public record WindowOptions(
        @Nullable Path recording,
        double replaySpeed,
        @Nullable BackendAddress backend,
        ScenarioOptions scenario,
        boolean headless,
        @Nullable Path screenshot,
        Duration runTime,
        @Nullable Path keepFile,
        @Nullable ThemeChoice theme,
        int width,
        int height,
        boolean measured) {
    /// The usual scenario, live, until closed.
    public static final WindowOptions DEFAULTS =
            new WindowOptions(
                    null,
                    0,
                    null,
                    ScenarioOptions.of(Scenarios.DEFAULT),
                    false,
                    null,
                    Duration.ZERO,
                    null,
                    null,
                    0,
                    0,
                    false);
}
