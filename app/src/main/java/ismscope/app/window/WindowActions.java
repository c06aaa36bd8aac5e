package ismscope.app.window;

import ismscope.app.action.ActionId;
import ismscope.app.action.Actions;
import ismscope.app.action.ClipboardText;
import ismscope.app.details.DetailsTree;
import ismscope.app.details.EventBytesView;
import ismscope.app.events.EventListView;
import ismscope.app.events.ShownEvents;
import ismscope.app.events.TimeFormat;
import ismscope.app.jump.EventSearch;
import ismscope.app.jump.OriginSearch;
import ismscope.app.model.Player;
import ismscope.app.model.SessionModel;
import ismscope.app.theme.Appearance;
import ismscope.app.theme.ThemeChoice;
import ismscope.inspector.event.ValueText;
import ismscope.inspector.lint.Finding;
import ismscope.inspector.session.Session;
import java.util.EnumSet;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.ObjectBinding;
import org.jspecify.annotations.Nullable;

/// Says what each action does in the main window.
final class WindowActions {
    private final Actions actions;
    private final SessionModel model;
    private final BooleanBinding open;

    WindowActions(Actions actions, SessionModel model) {
        this.actions = actions;
        this.model = model;
        open = model.sessionProperty().isNotNull();
    }

    void bindTheme(Appearance appearance) {
        actions.bind(ActionId.THEME_SWITCH, appearance::switchTheme);
        theme(ActionId.THEME_SYSTEM, ThemeChoice.SYSTEM, appearance);
        theme(ActionId.THEME_LIGHT, ThemeChoice.LIGHT, appearance);
        theme(ActionId.THEME_DARK, ThemeChoice.DARK, appearance);
        actions.bind(ActionId.ZOOM_IN, () -> appearance.zoom(1));
        actions.bind(ActionId.ZOOM_OUT, () -> appearance.zoom(-1));
        actions.bind(ActionId.ZOOM_RESET, () -> appearance.zoom(0));
    }

    void bindTimes(EventListView events) {
        time(ActionId.TIME_SINCE_START, TimeFormat.SINCE_START, events);
        time(ActionId.TIME_OF_DAY, TimeFormat.OF_DAY, events);
        time(ActionId.TIME_ABSOLUTE, TimeFormat.ABSOLUTE, events);
        time(ActionId.TIME_SINCE_PREVIOUS, TimeFormat.SINCE_PREVIOUS, events);
        time(ActionId.TIME_SINCE_REFERENCE, TimeFormat.SINCE_REFERENCE, events);
        actions.bind(ActionId.TIME_REFERENCE, events::setReference, open);
    }

    void bindLayouts(WindowLayout layout) {
        actions.bind(ActionId.LAYOUT_WATCH, () -> layout.use(WindowLayout.Task.WATCH));
        actions.bind(ActionId.LAYOUT_TRACE, () -> layout.use(WindowLayout.Task.TRACE));
        actions.bind(ActionId.LAYOUT_MEMORY, () -> layout.use(WindowLayout.Task.MEMORY));
    }

    void bindGoing(EventSearch search, ShownEvents shown) {
        actions.bind(ActionId.PREVIOUS_OF_FLOW, () -> search.ofFlow(false), open);
        actions.bind(ActionId.NEXT_OF_FLOW, () -> search.ofFlow(true), open);
        actions.bind(ActionId.BACK, model::back, open);
        actions.bind(ActionId.FORWARD, model::forward, open);
        actions.bind(ActionId.PREVIOUS_EVENT, () -> step(shown, -1), open);
        actions.bind(ActionId.NEXT_EVENT, () -> step(shown, 1), open);
        actions.bind(ActionId.FIRST_EVENT, () -> model.goTo(0), open);
        actions.bind(ActionId.LAST_EVENT, () -> model.goTo(Long.MAX_VALUE), open);
        actions.bind(ActionId.PREVIOUS_FINDING, () -> search.finding(false), open);
        actions.bind(ActionId.COUNTERPART, search::counterpart, open);
        actions.bind(ActionId.PREVIOUS_OF_TOKEN, () -> search.ofToken(false), open);
        actions.bind(ActionId.NEXT_OF_TOKEN, () -> search.ofToken(true), open);
        actions.bind(ActionId.PREVIOUS_OF_DEVICE, () -> search.ofDevice(false), open);
        actions.bind(ActionId.NEXT_OF_DEVICE, () -> search.ofDevice(true), open);
        actions.bind(ActionId.GO_LIVE, model::goLive, open);
    }

    void bindMarks(EventSearch search) {
        actions.bind(ActionId.COMPARE_HERE, this::compare, open);
        actions.bind(ActionId.MARK, model::toggleMark, open);
        actions.bind(ActionId.PREVIOUS_MARK, () -> search.mark(false), open);
        actions.bind(ActionId.NEXT_MARK, () -> search.mark(true), open);
        int place = 0;
        for (ActionId id : EnumSet.range(ActionId.MARK_1, ActionId.MARK_9)) {
            int mark = place++;
            actions.bind(
                    id,
                    () -> model.goTo(model.marks().at(mark)),
                    Bindings.createBooleanBinding(
                            () -> model.marks().at(mark) >= 0, model.marksProperty()));
        }
    }

    void bindPlaying(Player player, EventSearch search) {
        actions.bind(ActionId.PLAY_PAUSE, () -> playOrPause(player), open);
        actions.bind(ActionId.STEP_BACK, () -> player.step(-1), open);
        actions.bind(ActionId.STEP_FORWARD, () -> player.step(1), open);
        actions.bind(ActionId.SLOWER, () -> player.faster(-1), open);
        actions.bind(ActionId.FASTER, () -> player.faster(1), open);
        actions.bind(
                ActionId.NEXT_FINDING,
                () -> {
                    if (!player.revealViolation()) {
                        search.finding(true);
                    }
                },
                open);
    }

    void bindCopying(EventListView events, EventBytesView bytes) {
        actions.bind(
                ActionId.COPY,
                () ->
                        ClipboardText.put(
                                bytes.isFocused()
                                        ? bytes.selectedHex()
                                        : events.rowText(model.currentEvent())),
                open);
        actions.bind(
                ActionId.COPY_TOKEN,
                () -> ClipboardText.put(ValueText.token(model.selection().token())),
                Bindings.createBooleanBinding(
                        () -> model.selection().token() != 0, model.selectionProperty()));
    }

    /// What can be done with the field that is chosen in the details.
    void bindPointing(DetailsTree details, OriginSearch origins, Consumer<String> columns) {
        actions.bind(
                ActionId.ORIGIN,
                () ->
                        details.focusedField()
                                .ifPresentOrElse(origins::ofField, origins::ofSelection),
                open);
        actions.bind(
                ActionId.APPLY_COLUMN,
                () -> {
                    String field = details.pointedAt().field();
                    if (!field.isEmpty()) {
                        columns.accept(field);
                    }
                },
                open);
    }

    /// What can be done with the finding that is chosen in its pane.
    void bindFindings(ObjectBinding<@Nullable Finding> chosen) {
        bindFinding(
                ActionId.FINDING_COPY_FILTER,
                chosen,
                finding -> ClipboardText.put(finding.filter()));
        bindFinding(
                ActionId.FINDING_COPY_NOTE, chosen, finding -> ClipboardText.put(finding.note()));
        bindFinding(ActionId.FINDING_MARK, chosen, finding -> model.notes().mark(finding.proof()));
    }

    private void bindFinding(
            ActionId id, ObjectBinding<@Nullable Finding> chosen, Consumer<Finding> deed) {
        actions.bind(
                id,
                () -> {
                    Finding finding = chosen.get();
                    if (finding != null) {
                        deed.accept(finding);
                    }
                },
                chosen.isNotNull());
    }

    /// A live session is held or let go on; the backend never stops for it. Anything else plays.
    private void playOrPause(Player player) {
        if (player.playingProperty().get()) {
            player.pause();
        } else if (model.statusProperty().get() != Session.Status.LIVE) {
            player.play();
        } else if (model.following()) {
            model.scrubTo(model.currentEvent());
        } else {
            model.goLive();
        }
    }

    private void step(ShownEvents shown, long rows) {
        model.goTo(shown.stepped(model.currentEvent(), rows));
    }

    /// Where it is the moment that is compared with already, comparing ends.
    private void compare() {
        long current = model.currentEvent();
        boolean again = model.comparedEventProperty().get() == current;
        model.compareWith(again ? -1 : current);
    }

    private void theme(ActionId id, ThemeChoice choice, Appearance appearance) {
        actions.bindChoice(
                id, () -> appearance.choose(choice), appearance.choiceProperty().isEqualTo(choice));
    }

    private void time(ActionId id, TimeFormat format, EventListView events) {
        actions.bindChoice(
                id,
                () -> events.timeFormatProperty().set(format),
                events.timeFormatProperty().isEqualTo(format));
    }
}
