package ismscope.app.model;

import ismscope.inspector.session.SessionSnapshot;
import javafx.animation.AnimationTimer;

/// Lets the current event run through what is known of a session. Long silences are cut short.
/// Going elsewhere while it plays makes it play from there.
final class CurrentEventDrive implements Drive {
    private static final long LONGEST_SILENCE_NANOS = 1_000_000_000L;

    private final SessionModel model;
    private final Runnable stopped;
    private final AnimationTimer timer =
            new AnimationTimer() {
                @Override
                public void handle(long now) {
                    frame(now);
                }
            };
    private boolean playing;
    private double speed = 1;
    private long lastFrame;
    private long at;
    private long shown = -1;

    /// @param stopped is told when it stops by itself
    CurrentEventDrive(SessionModel model, Runnable stopped) {
        this.model = model;
        this.stopped = stopped;
    }

    @Override
    public boolean isPlaying() {
        return playing;
    }

    /// {@inheritDoc} At the end of a session from its beginning.
    @Override
    public void play() {
        SessionSnapshot snapshot = model.snapshot();
        if (snapshot == null || snapshot.eventCount() == 0 || playing) {
            return;
        }
        boolean atEnd = model.currentEvent() >= snapshot.eventCount() - 1;
        model.scrubTo(atEnd ? 0 : model.currentEvent());
        shown = -1;
        lastFrame = 0;
        playing = true;
        timer.start();
    }

    @Override
    public void pause() {
        timer.stop();
        playing = false;
    }

    @Override
    public void step(int events) {
        model.goTo(Math.max(0, model.currentEvent() + events));
    }

    @Override
    public void speed(double multiple) {
        speed = multiple;
    }

    private void frame(long now) {
        SessionSnapshot snapshot = model.snapshot();
        if (snapshot == null || model.following()) {
            stop();
            return;
        }
        long current = model.currentEvent();
        if (current != shown) {
            at = snapshot.timeNanos(current);
            shown = current;
        } else if (lastFrame != 0) {
            at += (long) ((now - lastFrame) * speed);
        }
        lastFrame = now;
        long next = Math.max(current, snapshot.eventAtTime(at));
        if (next == current) {
            at = skipSilence(snapshot, current);
            return;
        }
        shown = next;
        model.scrubTo(next);
        boolean over = next >= snapshot.eventCount() - 1;
        if (over && !model.statusProperty().get().isOngoing()) {
            stop();
        }
    }

    private void stop() {
        pause();
        stopped.run();
    }

    private long skipSilence(SessionSnapshot snapshot, long current) {
        if (current + 1 >= snapshot.eventCount()) {
            return at;
        }
        long next = snapshot.timeNanos(current + 1);
        long longest = (long) (LONGEST_SILENCE_NANOS * speed);
        return Math.max(at, next - longest);
    }
}
