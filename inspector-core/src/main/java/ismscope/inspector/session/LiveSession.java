package ismscope.inspector.session;

import ismscope.device.os.Niceness;
import ismscope.device.scenario.ScenarioFailed;
import ismscope.device.scenario.ScenarioOptions;
import ismscope.device.scenario.ScenarioRunner;
import ismscope.inspector.capture.CaptureCopy;
import ismscope.inspector.capture.CaptureOrigin;
import ismscope.inspector.capture.CaptureRecorder;
import ismscope.inspector.capture.GrowingFile;
import ismscope.inspector.capture.ThreadEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A scenario being played on the embedded host, recorded and indexed as it goes.
///
/// ```
///  ism-host                ism-capture           ism-index
///  scenario, host, tap --> ring --> file ------> index, states --> snapshots
/// ```
///
/// Thread of the methods: any.
public final class LiveSession implements Session {
    /// What is seen comes before what happens: guests take what window, recorder and index leave.
    private static final int GUESTS_NICENESS = 10;

    private final ScenarioOptions options;
    private final GrowingFile file;
    private final boolean temporary;
    private final CaptureRecorder recorder;
    private final ScenarioRunner runner;
    private final IndexedCapture capture;
    private final Thread host;
    private volatile String failure = "";

    private LiveSession(LiveRun run, GrowingFile file, CaptureRecorder recorder) {
        this.options = run.scenario();
        this.file = file;
        this.temporary = run.file().isEmpty();
        this.recorder = recorder;
        capture = new IndexedCapture(file);
        GuestPace pace = new GuestPace(run.clock(), this::unseen, this::isOver);
        Runnable breather = run.paced() ? pace::breathe : () -> {};
        runner = new ScenarioRunner(run.scenario(), recorder, run.clock(), breather);
        int niceness = run.paced() ? GUESTS_NICENESS : Niceness.NONE;
        host =
                Thread.ofPlatform()
                        .name("ism-host")
                        .daemon()
                        .unstarted(Niceness.of(niceness, this::play));
    }

    /// Starts a scenario.
    ///
    /// @throws IOException if the capture file cannot be written
    /// @throws IllegalArgumentException if there is no such scenario
    public static LiveSession start(LiveRun run) throws IOException {
        LiveSession session = prepare(run);
        session.host.start();
        return session;
    }

    private static LiveSession prepare(LiveRun run) throws IOException {
        Path path = run.file().isPresent() ? run.file().get() : TemporaryCapture.create();
        GrowingFile file = new GrowingFile(path);
        CaptureRecorder recorder = null;
        try {
            recorder = CaptureRecorder.start(file, origin(run), run.clock(), run.recorder());
            return new LiveSession(run, file, recorder);
        } catch (IOException | RuntimeException e) {
            if (recorder != null) {
                recorder.close();
            }
            file.close();
            Files.deleteIfExists(path);
            throw e;
        }
    }

    private static CaptureOrigin origin(LiveRun run) {
        ScenarioOptions scenario = run.scenario();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("scenario", scenario.scenario());
        scenario.seed().ifPresent(seed -> facts.put("seed", Long.toString(seed)));
        scenario.guests().ifPresent(guests -> facts.put("guests", Integer.toString(guests)));
        scenario.limit().ifPresent(limit -> facts.put("for", limit.toString()));
        facts.put("lossless", Boolean.toString(run.recorder().lossless()));
        return CaptureOrigin.here(facts);
    }

    private void play() {
        try {
            runner.run();
        } catch (ScenarioFailed e) {
            failure = sentence(e);
        } catch (RuntimeException e) {
            failure = "the host broke off, which is a defect of this program: " + e;
        } finally {
            recorder.close();
        }
    }

    private long unseen() {
        return recorder.backlog() + capture.backlog();
    }

    private boolean isOver() {
        return recorder.failure().isPresent() || capture.end().isPresent();
    }

    private static String sentence(ScenarioFailed e) {
        Throwable cause = e.getCause();
        return cause == null ? String.valueOf(e.getMessage()) : e.getMessage() + ": " + cause;
    }

    /// Asks the scenario to end; the session is [Session.Status#COMPLETE] soon after.
    public void stop() {
        runner.stop();
    }

    /// Waits until the scenario has ended and all of its capture is indexed.
    ///
    /// @throws InterruptedException if the thread is interrupted while it waits
    public void awaitEnd() throws InterruptedException {
        host.join();
        capture.awaitEnd();
    }

    @Override
    public void saveTo(Path target) throws IOException {
        CaptureCopy.write(file, target);
    }

    @Override
    public SessionSnapshot snapshot() {
        return capture.snapshot();
    }

    @Override
    public String name() {
        return options.scenario();
    }

    @Override
    public Status status() {
        if (capture.end().isEmpty()) {
            return Status.LIVE;
        }
        return trouble().isEmpty() ? Status.COMPLETE : Status.FAILED;
    }

    @Override
    public String notice() {
        return capture.notice(trouble());
    }

    private String trouble() {
        Optional<IOException> disk = recorder.failure();
        String written =
                disk.map(e ->
                                "the capture ends here, its file cannot be written: "
                                        + e.getMessage())
                        .orElse("");
        return failure.isEmpty() || written.isEmpty()
                ? failure + written
                : failure + "; " + written;
    }

    @Override
    public Path file() {
        return file.path();
    }

    @Override
    public void close() {
        runner.stop();
        ThreadEnd.await(host);
        capture.close();
        if (temporary) {
            String trouble = TemporaryCapture.remove(file.path());
            failure = trouble.isEmpty() ? failure : trouble;
        }
    }
}
