package ismscope.bench;

import ismscope.app.graph.GraphPane;
import ismscope.app.hex.RegionPane;
import ismscope.app.model.SessionModel;
import ismscope.app.sequence.SequencePane;
import ismscope.app.text.Texts;
import ismscope.app.theme.Appearance;
import ismscope.app.theme.Palette;
import ismscope.app.theme.Theme;
import ismscope.device.protocol.Area;
import ismscope.device.scenario.ScenarioOptions;
import ismscope.device.tap.DeviceTap;
import ismscope.device.tap.SystemClock;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.capture.CaptureOrigin;
import ismscope.inspector.capture.CaptureRecorder;
import ismscope.inspector.capture.GrowingFile;
import ismscope.inspector.capture.RecorderOptions;
import ismscope.inspector.session.LiveRun;
import ismscope.inspector.session.LiveSession;
import ismscope.inspector.session.RecordingSession;
import ismscope.inspector.session.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import javafx.application.Platform;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.stage.Stage;

/// What frames of the graph and of the hex view cost, each alone in a window of the headless
/// platform, with software rendering.
///
/// ```
/// mvn -Pbench -pl benchmarks -am -DskipTests verify -Dbench.main=ismscope.bench.PaneBench -Dbench=
/// ```
public final class PaneBench {
    private static final double WIDTH = 960;
    private static final double HEIGHT = 800;
    private static final Duration WARM_UP = Duration.ofSeconds(6);
    private static final Duration TIME = Duration.ofSeconds(12);
    private static final long GIB = 1L << 30;
    private static final long CHUNK = 1L << 16;
    private static final long TOKEN = 0x7f3a5566778809c2L;
    private static final int SCREENFUL = 37;

    private PaneBench() {}

    /// What a person does at each frame.
    private interface Step {
        void take(SessionModel model, Scene scene);
    }

    /// Runs all, or the cases whose titles contain the first argument; those on a recording only if
    /// a second one names it.
    public static void main(String[] arguments) throws Exception {
        String wanted = arguments.length == 0 ? "" : arguments[0];
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        Platform.startup(() -> {});
        Platform.setImplicitExit(false);
        System.out.println(FrameClock.heading());
        graph(wanted, "graph, tour", ScenarioOptions.of("tour"));
        graph(wanted, "graph, 60 nodes", ScenarioOptions.of("crowd").withGuests(52));
        graph(wanted, "graph, storm of 8 VMs", ScenarioOptions.of("storm"));
        graph(wanted, "graph, crowd of 1,000 VMs", ScenarioOptions.of("crowd"));
        hex(wanted, "hex, scrolling through 1 GiB");
        if (arguments.length > 1) {
            sequence(wanted, "sequence, scrolling and folding", Path.of(arguments[1]));
        }
        System.exit(0);
    }

    private static void graph(String wanted, String title, ScenarioOptions options)
            throws Exception {
        if (!title.contains(wanted)) {
            return;
        }
        try (LiveSession session = LiveSession.start(LiveRun.of(options).besideWindow())) {
            measure(title, GraphPane::new, session, (_, _) -> {});
        }
    }

    private static void hex(String wanted, String title) throws Exception {
        if (!title.contains(wanted)) {
            return;
        }
        Path file = Files.createTempFile("ismscope-bench-", ".pcapng");
        writeRegion(file);
        try (RecordingSession session = RecordingSession.open(file)) {
            session.awaitEnd();
            measure(
                    title,
                    RegionPane::new,
                    session,
                    (model, scene) -> {
                        model.select(model.selection().withToken(TOKEN));
                        scroll(scene.lookup("#region-canvas"), SCREENFUL);
                    });
        }
        Files.delete(file);
    }

    private static void sequence(String wanted, String title, Path file) throws Exception {
        if (!title.contains(wanted)) {
            return;
        }
        SplittableRandom random = new SplittableRandom(1);
        try (RecordingSession session = RecordingSession.open(file)) {
            session.awaitEnd();
            measure(
                    title,
                    SequencePane::new,
                    session,
                    (_, scene) -> {
                        Region pane = (Region) scene.getRoot();
                        switch (random.nextInt(8)) {
                            case 0 -> jump(pane, random.nextDouble());
                            case 1 -> fold(pane, 40 + random.nextInt(700));
                            default -> scroll(pane, random.nextInt(-SCREENFUL, SCREENFUL));
                        }
                    });
        }
    }

    private static void jump(Region pane, double share) {
        for (Node child : pane.getChildrenUnmodifiable()) {
            if (child instanceof ScrollBar bar && bar.getOrientation() == Orientation.VERTICAL) {
                bar.setValue(bar.getMax() * share);
            }
        }
    }

    /// Opens or closes the fold at a height, if there is one.
    private static void fold(Region pane, double y) {
        pane.getChildrenUnmodifiable()
                .getFirst()
                .fireEvent(
                        new MouseEvent(
                                MouseEvent.MOUSE_PRESSED,
                                10,
                                y,
                                10,
                                y,
                                MouseButton.PRIMARY,
                                1,
                                false,
                                false,
                                false,
                                false,
                                true,
                                false,
                                false,
                                false,
                                false,
                                true,
                                null));
    }

    /// A region of 1 GiB that two VMs have written to, here and there.
    private static void writeRegion(Path file) throws Exception {
        try (CaptureRecorder recorder =
                CaptureRecorder.start(
                        new GrowingFile(file),
                        CaptureOrigin.UNKNOWN,
                        new SystemClock(),
                        RecorderOptions.LOSSLESS)) {
            join(recorder, 1, "vm1");
            join(recorder, 2, "vm2");
            recorder.record(1, 1, TOKEN, new TapRecord.RegionCreated(GIB, 0x11));
            recorder.record(1, 1, TOKEN, mapped(2 * CHUNK));
            recorder.record(2, 2, TOKEN, mapped(9 * CHUNK));
            Random random = new Random(1);
            byte[] noise = new byte[4096];
            for (int i = 0; i < 4096; i++) {
                random.nextBytes(noise);
                long offset = i < 64 ? i * 4096L : random.nextLong(GIB - 4096);
                recorder.record(
                        1 + (i & 1), 0, TOKEN, new TapRecord.Content(offset, 0, noise.clone()));
            }
        }
    }

    private static void join(DeviceTap tap, int device, String name) {
        tap.record(
                device,
                0,
                0,
                new TapRecord.DeviceAdded(0x10 + device, 1, CHUNK, 4096, 4 * GIB, name));
    }

    private static TapRecord mapped(long at) {
        return new TapRecord.Mapped(3, List.of(new Area(at, GIB)));
    }

    private interface Maker {
        Region make(SessionModel model, Palette palette, Texts texts);
    }

    private static void measure(String title, Maker maker, Session session, Step step)
            throws Exception {
        SessionModel model = onFx(SessionModel::new);
        Stage stage = onFx(Stage::new);
        FrameClock clock =
                onFx(() -> {
                    Palette palette = new Palette(Theme.LIGHT);
                    Scene scene = new Scene(new Region(), WIDTH, HEIGHT);
                    FrameClock first = new FrameClock(scene);
                    scene.setRoot(maker.make(model, palette, new Texts(Locale.ROOT)));
                    new Appearance(palette).dress(scene);
                    stage.setScene(scene);
                    stage.show();
                    model.open(session);
                    return first;
                });
        play(model, stage, step, WARM_UP);
        clock.clear();
        play(model, stage, step, TIME);
        onFx(() -> {
            clock.close();
            model.close();
            stage.hide();
            return title;
        });
        System.out.println(clock.figures(title));
    }

    private static void play(SessionModel model, Stage stage, Step step, Duration time)
            throws Exception {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            Thread.sleep(16);
            onFx(() -> {
                step.take(model, stage.getScene());
                return stage;
            });
        }
    }

    private static void scroll(Node canvas, int rows) {
        double pixels = -14.0 * rows;
        canvas.fireEvent(
                new ScrollEvent(
                        ScrollEvent.SCROLL,
                        10,
                        100,
                        10,
                        100,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        0,
                        pixels,
                        0,
                        pixels,
                        ScrollEvent.HorizontalTextScrollUnits.NONE,
                        0,
                        ScrollEvent.VerticalTextScrollUnits.NONE,
                        0,
                        0,
                        null));
    }

    private static <T> T onFx(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Platform.runLater(task);
        return task.get();
    }
}
