package ismscope.app.shown;

import ismscope.app.colour.ColourRules;
import ismscope.app.colour.EventColours;
import ismscope.app.events.EventListView;
import ismscope.app.model.SessionModel;
import ismscope.app.picture.PngFile;
import ismscope.app.text.Texts;
import ismscope.app.theme.Appearance;
import ismscope.app.theme.Palette;
import ismscope.app.theme.Theme;
import ismscope.app.theme.ThemeChoice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/// One pane on a stage of its own, on the headless platform, with what it needs.
///
/// @param <P> the pane
/// @param model empty until a test opens a session
/// @param pane what is shown
public record ShownPane<P extends Parent>(
        SessionModel model, Palette palette, Appearance appearance, P pane, Stage stage)
        implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;
    private static final int STILL_FRAMES = 3;

    /// Makes a pane.
    public interface Maker<P> {
        P make(SessionModel model, Palette palette, Texts texts);
    }

    /// {@return an event list alone, without rules for colours}
    public static EventListView events(SessionModel model, Palette palette, Texts texts) {
        ColourRules none =
                new ColourRules(
                        Path.of("absent"),
                        reason -> {
                            throw new AssertionError(reason);
                        });
        return new EventListView(model, palette, texts, new EventColours(model, none), () -> {});
    }

    /// Shows a pane in the light theme.
    public static <P extends Parent> ShownPane<P> show(
            Maker<P> maker, double width, double height) {
        try {
            FxToolkit.registerPrimaryStage();
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
        return onFx(() -> {
            SessionModel model = new SessionModel();
            Palette palette = new Palette(Theme.LIGHT);
            Appearance appearance = new Appearance(palette);
            appearance.choose(ThemeChoice.LIGHT);
            P pane = maker.make(model, palette, new Texts(Locale.ROOT));
            Stage stage = new Stage();
            stage.setScene(new Scene(pane, width, height));
            appearance.dress(stage.getScene());
            stage.show();
            return new ShownPane<>(model, palette, appearance, pane, stage);
        });
    }

    /// Does something on the JavaFX thread and waits for it.
    public static <T> T onFx(Callable<T> work) {
        return WaitForAsyncUtils.waitForAsyncFx(PATIENCE_SECONDS * 1000, work);
    }

    /// Does something on the JavaFX thread and waits for it.
    public static void runOnFx(Runnable work) {
        WaitForAsyncUtils.waitForAsyncFx(PATIENCE_SECONDS * 1000, work);
    }

    /// Waits until something is so on the JavaFX thread.
    public static void waitUntil(BooleanSupplier condition) {
        try {
            WaitForAsyncUtils.waitFor(
                    PATIENCE_SECONDS, TimeUnit.SECONDS, () -> onFx(condition::getAsBoolean));
        } catch (TimeoutException e) {
            throw new AssertionError("it never came true", e);
        }
    }

    /// Waits until a counter of drawn frames stands still.
    public static void waitUntilStill(LongSupplier frames) {
        long[] last = {-1, 0};
        waitUntil(() -> {
            long now = frames.getAsLong();
            last[1] = now == last[0] ? last[1] + 1 : 0;
            last[0] = now;
            return last[1] >= STILL_FRAMES;
        });
    }

    /// Changes the theme.
    public void theme(ThemeChoice choice) {
        runOnFx(() -> appearance.choose(choice));
    }

    /// Takes a picture into target/screenshots.
    public WritableImage shoot(String name) {
        return onFx(() -> {
            WritableImage image = stage.getScene().snapshot(null);
            Path folder = Files.createDirectories(Path.of("target", "screenshots"));
            PngFile.write(image, folder.resolve(name));
            return image;
        });
    }

    @Override
    public void close() {
        runOnFx(() -> {
            model.close();
            appearance.undress(stage.getScene());
            stage.hide();
        });
    }
}
