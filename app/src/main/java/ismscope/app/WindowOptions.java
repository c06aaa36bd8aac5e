package ismscope.app;

import ismscope.app.theme.ThemeChoice;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What the window is started with.
///
/// @param recording capture to open; null: play `scenario` live
/// @param scenario name of the scenario
/// @param seed of all chance in the scenario
/// @param guests VMs asked for, 0 for as many as the scenario usually has
/// @param headless no display is used; the application sees to it before JavaFX starts
/// @param screenshot where the picture of the window goes when `runTime` is over; null for none
/// @param runTime after which the window closes; zero: when the user closes it
/// @param keepFile where the live session's capture is saved when the window closes; null for
///   nowhere
/// @param theme which colours
/// @param width of the window in pixels, 0 as last time
/// @param height of the window in pixels, 0 as last time
public record WindowOptions(
        @Nullable Path recording,
        String scenario,
        long seed,
        int guests,
        boolean headless,
        @Nullable Path screenshot,
        Duration runTime,
        @Nullable Path keepFile,
        ThemeChoice theme,
        int width,
        int height) {
    /// The live tour, until closed.
    public static final WindowOptions DEFAULTS =
            new WindowOptions(
                    null, "tour", 1, 0, false, null, Duration.ZERO, null, ThemeChoice.SYSTEM, 0, 0);
}
