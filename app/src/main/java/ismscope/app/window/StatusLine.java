package ismscope.app.window;

import ismscope.app.action.ActionId;
import ismscope.app.action.ActionNodes;
import ismscope.app.action.Actions;
import ismscope.app.frame.FrameMeter;
import ismscope.app.model.SessionModel;
import ismscope.app.text.Numbers;
import ismscope.app.text.Texts;
import ismscope.device.tap.Severity;
import ismscope.inspector.filter.Matches;
import ismscope.inspector.lint.Findings;
import ismscope.inspector.session.Session;
import ismscope.inspector.session.SessionSnapshot;
import java.util.List;
import java.util.Locale;
import javafx.animation.PauseTransition;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.util.Duration;

/// The lowest line: what the session does, how much there is, what was lost, what was wrong.
final class StatusLine extends HBox {
    private static final PseudoClass SOME = PseudoClass.getPseudoClass("some");
    private static final List<Severity> WORST_FIRST =
            List.of(Severity.ERROR, Severity.WARN, Severity.NOTE);
    private static final double DOT = 4.5;

    private static final Duration FIGURES_EVERY = Duration.millis(500);

    private final SessionModel model;
    private final FrameMeter meter;
    private final PauseTransition refreshFrames = new PauseTransition(FIGURES_EVERY);
    private final Texts texts;
    private final Circle dot = new Circle(DOT);
    private final Label state = new Label();
    private final Label events = new Label();
    private final Label lost = new Label();
    private final Button findings = new Button();
    private final Label notice = new Label();
    private final Label frames = new Label();

    StatusLine(SessionModel model, Texts texts, Actions actions, FrameMeter meter) {
        this.model = model;
        this.texts = texts;
        this.meter = meter;
        refreshFrames.setOnFinished(_ -> showFigures());
        setId("status-line");
        getStyleClass().add("status-line");
        dot.getStyleClass().add("status-dot");
        state.setId("status-state");
        events.setId("status-events");
        lost.setId("status-lost");
        findings.setId("status-findings");
        findings.getStyleClass().addAll("flat", "status-button");
        findings.setFocusTraversable(false);
        Circle worst = new Circle(DOT);
        worst.getStyleClass().add("findings-dot");
        findings.setGraphic(worst);
        findings.setTooltip(ActionNodes.tip(ActionId.WORST_FINDING, texts));
        findings.setOnAction(_ -> actions.run(ActionId.WORST_FINDING));
        notice.setId("status-notice");
        notice.setMinWidth(0);
        frames.setId("status-frames");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        getChildren().addAll(dot, state, events, lost, findings, gap, notice, frames);
        model.snapshotProperty().addListener(_ -> refresh());
        model.matchesProperty().addListener(_ -> refresh());
        model.statusProperty().addListener(_ -> refresh());
        model.sessionProperty().addListener(_ -> refresh());
        model.noticeProperty().addListener(_ -> refresh());
        refresh();
    }

    /// Switches the frame meter, and the showing of its figures, on or off.
    void showFrames(boolean on) {
        meter.setOn(on);
        frames.setText("");
        if (on) {
            refreshFrames.playFromStart();
        } else {
            refreshFrames.stop();
        }
    }

    private void showFigures() {
        FrameMeter.Figures figures = meter.figures();
        frames.setText(
                texts.text(
                        "status.frames",
                        String.format(Locale.ROOT, "%.0f", figures.perSecond()),
                        Numbers.millis(figures.longestNanos()),
                        Numbers.millis(figures.deviceToPixelP50Nanos()),
                        Numbers.millis(figures.deviceToPixelP99Nanos())));
        refreshFrames.playFromStart();
    }

    private String eventsText(long count, Session.Status status) {
        Matches matches = model.matches();
        if (matches == null) {
            return texts.text("status.events", count);
        }
        boolean all = matches.examined() >= count || status == Session.Status.LIVE;
        return texts.text(all ? "status.filtered" : "status.filtering", matches.count(), count);
    }

    /// The dot has the colour of the worst of them.
    private void showFindings(Findings found) {
        long count = found.count();
        findings.setText(
                count == 1 ? texts.text("status.finding") : texts.text("status.findings", count));
        findings.setDisable(count == 0);
        Severity worst = null;
        for (Severity each : WORST_FIRST) {
            boolean isWorst = worst == null && found.count(each) > 0;
            worst = isWorst ? each : worst;
            findings.pseudoClassStateChanged(
                    PseudoClass.getPseudoClass(each.name().toLowerCase(Locale.ROOT)), isWorst);
        }
    }

    private void refresh() {
        Session session = model.sessionProperty().get();
        SessionSnapshot snapshot = model.snapshot();
        Session.Status status = model.statusProperty().get();
        for (Session.Status each : Session.Status.values()) {
            dot.pseudoClassStateChanged(
                    PseudoClass.getPseudoClass(each.name().toLowerCase(Locale.ROOT)),
                    session != null && each == status);
        }
        state.setText(
                session == null
                        ? texts.text("status.none")
                        : texts.text(
                                "status." + status.name().toLowerCase(Locale.ROOT),
                                session.name()));
        long count = snapshot == null ? 0 : snapshot.eventCount();
        long lostCount = snapshot == null ? 0 : snapshot.lostCount();
        events.setText(eventsText(count, status));
        lost.setText(texts.text("status.lost", lostCount));
        lost.pseudoClassStateChanged(SOME, lostCount > 0);
        showFindings(snapshot == null ? Findings.NONE : snapshot.findings());
        notice.setText(model.noticeProperty().get());
    }
}
