package ismscope.app.model;

import ismscope.device.tap.Severity;
import ismscope.inspector.lint.Findings;
import ismscope.inspector.replay.ReplayControl;
import ismscope.inspector.replay.ReplaySession;
import ismscope.inspector.session.SessionSnapshot;

/// Reveals a recording: what is played or stepped to appears as the newest event.
final class ReplayDrive implements Drive {
    private final SessionModel model;
    private final ReplaySession session;
    private final ReplayControl control;

    ReplayDrive(SessionModel model, ReplaySession session) {
        this.model = model;
        this.session = session;
        control = session.control();
    }

    boolean drives(ReplaySession other) {
        return session.equals(other);
    }

    @Override
    public boolean isPlaying() {
        return control.isPlaying();
    }

    @Override
    public void play() {
        lookAtNewest();
        control.play();
    }

    @Override
    public void pause() {
        control.pause();
    }

    @Override
    public void step(int events) {
        control.pause();
        SessionSnapshot snapshot = model.snapshot();
        long known = snapshot == null ? 0 : snapshot.eventCount();
        if (events > 0 && model.currentEvent() + events >= known) {
            lookAtNewest();
            control.step();
        } else {
            model.goTo(Math.max(0, model.currentEvent() + events));
        }
    }

    @Override
    public void speed(double multiple) {
        control.speed(multiple);
    }

    @Override
    public double revealed() {
        return session.progress();
    }

    @Override
    public void reveal(double share) {
        lookAtNewest();
        session.reveal(share);
    }

    @Override
    public boolean revealViolation() {
        SessionSnapshot snapshot = model.snapshot();
        if (snapshot == null || isMoreKnown(snapshot)) {
            return false;
        }
        control.pause();
        lookAtNewest();
        control.seekViolation();
        return true;
    }

    private boolean isMoreKnown(SessionSnapshot snapshot) {
        Findings findings = snapshot.findings();
        int place = findings.placeOf(model.currentEvent() + 1);
        return findings.next(place, Severity.WARN) >= 0;
    }

    private void lookAtNewest() {
        if (!model.following()) {
            model.goLive();
        }
    }
}
