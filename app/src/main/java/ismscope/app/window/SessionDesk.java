package ismscope.app.window;

import ismscope.app.model.BackgroundWork;
import ismscope.app.model.SessionModel;
import ismscope.app.notice.FileTrouble;
import ismscope.app.notice.Notice;
import ismscope.app.notice.NoticeBar;
import ismscope.app.text.Texts;
import ismscope.app.vm.AttachVmDialog;
import ismscope.device.scenario.ScenarioOptions;
import ismscope.inspector.backend.GuestSocket;
import ismscope.inspector.control.BackendAddress;
import ismscope.inspector.session.AttachedSession;
import ismscope.inspector.session.ServingSession;
import ismscope.inspector.session.Session;
import ismscope.inspector.state.SessionState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.jspecify.annotations.Nullable;

/// Begins, ends, opens and saves sessions; what goes wrong becomes a notice.
///
/// Thread: FX; files and backends are worked on beside it.
final class SessionDesk implements AttachVmDialog.Server {
    private static final String THREAD = "session-desk";

    private final SessionModel model;
    private final SessionSources sources;
    private final NoticeBar notices;
    private final Texts texts;
    private final FileTrouble trouble;
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper recorded = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper detached = new ReadOnlyBooleanWrapper();
    private final Guard guard;
    private long asked;

    /// Asks, where there is reason to, before a session ends.
    interface Guard {
        /// Does it, at once or after the answer.
        ///
        /// @param staying done instead if the session is to stay
        void before(Runnable ending, Runnable staying);
    }

    /// @param guard asks before the session that is shown ends
    SessionDesk(
            SessionModel model,
            SessionSources sources,
            NoticeBar notices,
            Texts texts,
            Guard guard) {
        this.guard = guard;
        this.model = model;
        this.sources = sources;
        this.notices = notices;
        this.texts = texts;
        trouble = new FileTrouble(texts);
        model.statusProperty().addListener(_ -> statusChanged());
        model.sessionProperty().addListener(_ -> statusChanged());
        model.noticeProperty().addListener((_, _, sentence) -> sessionSays(sentence));
    }

    /// {@return whether a backend is at work}
    ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /// {@return whether there is a session of a backend that is gone}
    ReadOnlyBooleanProperty detachedProperty() {
        return detached.getReadOnlyProperty();
    }

    /// {@return whether there is a session}
    ReadOnlyBooleanProperty openProperty() {
        return open.getReadOnlyProperty();
    }

    /// {@return whether there is a session of a capture file}
    ReadOnlyBooleanProperty recordedProperty() {
        return recorded.getReadOnlyProperty();
    }

    /// Opens a capture; the session before stays if that fails.
    void openRecording(Path file) {
        read(file, () -> sources.recording(file));
    }

    /// Plays a capture from its beginning; the session before stays if that fails.
    void replay(Path file) {
        read(file, () -> sources.replay(file));
    }

    /// Plays the file of the open session from its beginning.
    void replayAgain() {
        Session session = model.sessionProperty().get();
        if (session != null) {
            replay(session.file());
        }
    }

    private void read(Path file, Callable<Session> opening) {
        begin(opening, () -> {}, cause -> notices.show(trouble.reading(file, cause)));
    }

    /// Begins a session instead of the one before, which stays if that fails or if its notes are
    /// not to be lost.
    ///
    /// @param staying done if it stays for its notes
    private void begin(Callable<Session> opening, Runnable staying, Consumer<Exception> failed) {
        guard.before(
                () -> {
                    long ticket = ++asked;
                    BackgroundWork.begin(
                            THREAD, opening, session -> arrived(ticket, session), failed);
                },
                staying);
    }

    /// Ends the session.
    void close() {
        guard.before(model::close, () -> {});
    }

    /// Ends the program.
    void quit(Runnable exit) {
        guard.before(exit, () -> {});
    }

    /// Plays a scenario, instead of the session before.
    void play(ScenarioOptions options) {
        begin(
                () -> sources.live(options),
                () -> {},
                cause ->
                        notices.show(
                                new Notice(
                                        Notice.Level.ERROR,
                                        texts.text("trouble.cannot_start", options.scenario()),
                                        Objects.toString(cause.getMessage(), ""))));
    }

    /// Attaches to a running backend; the session before stays if that fails.
    ///
    /// @param refused gets a sentence
    void attach(BackendAddress address, Runnable joined, Consumer<String> refused) {
        guard.before(
                () -> {
                    long ticket = ++asked;
                    BackgroundWork.begin(
                            THREAD,
                            () -> sources.backend(address),
                            session -> {
                                arrived(ticket, session);
                                joined.run();
                            },
                            cause -> refused.accept(Objects.toString(cause.getMessage(), "")));
                },
                () -> refused.accept(texts.text("unsaved.stayed")));
    }

    /// Attaches again to the backend of a session that was attached.
    void attachAgain() {
        if (model.sessionProperty().get() instanceof AttachedSession session) {
            attach(
                    session.address(),
                    () -> {},
                    sentence -> notices.show(new Notice(Notice.Level.ERROR, sentence, "")));
        }
    }

    /// {@return the session that serves VMs, null if none is shown that still does}
    private @Nullable ServingSession serving() {
        return running.get() && model.sessionProperty().get() instanceof ServingSession session
                ? session
                : null;
    }

    @Override
    public List<GuestSocket> sockets() {
        ServingSession session = serving();
        return session == null ? List.of() : session.sockets();
    }

    @Override
    public String sessionKey() {
        if (serving() != null) {
            return "vm.session.this";
        }
        return open.get() ? "vm.session.instead" : "vm.session.new";
    }

    /// {@return names of guests that may come and are not there}
    List<String> awaited() {
        ServingSession session = serving();
        SessionState state = model.state();
        return session == null || state == null ? List.of() : session.awaited(state);
    }

    /// Serves a socket in the session that is shown, or in a new one instead of it.
    @Override
    public void serve(GuestSocket socket, Runnable served, Consumer<String> refused) {
        ServingSession shown = serving();
        Runnable serving = () -> serve(socket, shown, served, refused);
        if (shown != null) {
            serving.run();
        } else {
            guard.before(serving, () -> refused.accept(texts.text("unsaved.stayed")));
        }
    }

    private void serve(
            GuestSocket socket,
            @Nullable ServingSession shown,
            Runnable served,
            Consumer<String> refused) {
        long ticket = ++asked;
        BackgroundWork.begin(
                THREAD,
                () -> sources.serving(shown, socket),
                session -> {
                    if (!session.equals(shown)) {
                        arrived(ticket, session);
                    }
                    served.run();
                },
                cause -> refused.accept(Objects.toString(cause.getMessage(), "")));
    }

    /// Ends the backend; the session can still be looked at.
    void stop() {
        Session session = model.sessionProperty().get();
        if (session != null) {
            BackgroundWork.begin(
                    THREAD,
                    () -> {
                        sources.stop(session);
                        return session;
                    },
                    _ -> {},
                    cause ->
                            notices.show(
                                    new Notice(
                                            Notice.Level.ERROR,
                                            texts.text("trouble.cannot_stop"),
                                            Objects.toString(cause.getMessage(), ""))));
        }
    }

    /// Saves a copy of the session's capture as far as it goes, also while it grows.
    ///
    /// @param saved called once it is written
    /// @param failed called if it is not
    void save(Path target, Runnable saved, Runnable failed) {
        Session session = model.sessionProperty().get();
        if (session == null) {
            return;
        }
        Map<Long, String> comments = model.notes().changed();
        BackgroundWork.begin(
                THREAD,
                () -> {
                    session.saveTo(target, comments);
                    return Files.size(target);
                },
                size -> {
                    notices.show(
                            new Notice(
                                    Notice.Level.DONE,
                                    texts.text("saved", target.getFileName().toString(), size),
                                    target.toAbsolutePath().toString()));
                    if (session.equals(model.sessionProperty().get())) {
                        model.notes().saved(comments);
                        saved.run();
                    }
                },
                cause -> {
                    notices.show(trouble.writing(target, cause));
                    failed.run();
                });
    }

    /// A session that was asked for before another one is not wanted any more.
    private void arrived(long ticket, Session session) {
        if (ticket == asked) {
            notices.clear();
            model.open(session);
        } else {
            BackgroundWork.begin(
                    THREAD,
                    () -> {
                        session.close();
                        return session;
                    },
                    _ -> {},
                    _ -> {});
        }
    }

    private void statusChanged() {
        Session session = model.sessionProperty().get();
        open.set(session != null);
        recorded.set(session != null && sources.isRecorded(session));
        boolean live = session != null && model.statusProperty().get() == Session.Status.LIVE;
        running.set(live);
        detached.set(session instanceof AttachedSession && !live);
    }

    private Notice.Level noticeLevel() {
        if (serving() != null) {
            return Notice.Level.DONE;
        }
        return model.statusProperty().get() == Session.Status.FAILED
                ? Notice.Level.ERROR
                : Notice.Level.WARNING;
    }

    private void sessionSays(String sentence) {
        if (!sentence.isEmpty()) {
            Session session = model.sessionProperty().get();
            String file = session == null ? "" : session.file().toAbsolutePath().toString();
            notices.show(new Notice(noticeLevel(), sentence, file));
        }
    }
}
