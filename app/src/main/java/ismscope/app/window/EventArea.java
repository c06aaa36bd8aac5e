package ismscope.app.window;

import ismscope.app.action.ActionId;
import ismscope.app.action.Actions;
import ismscope.app.colour.ColourMenu;
import ismscope.app.colour.ColourRules;
import ismscope.app.colour.EventColours;
import ismscope.app.events.EventFindBar;
import ismscope.app.events.EventListView;
import ismscope.app.filter.FilterBar;
import ismscope.app.filter.FilterFiles;
import ismscope.app.jump.EventSearch;
import ismscope.app.jump.GoToBar;
import ismscope.app.model.EventFiltering;
import ismscope.app.model.SessionModel;
import ismscope.app.notes.NoteBar;
import ismscope.app.notice.Notice;
import ismscope.app.notice.NoticeBar;
import ismscope.app.text.Texts;
import java.nio.file.Path;
import java.util.List;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;

/// The event list with what belongs to it: the bars to filter, to search, to go somewhere and to
/// note, and the colours of its rows.
///
/// Thread: FX.
final class EventArea {
    private static final double BELOW_FILTER = 36;

    private final EventFiltering filtering;
    private final EventListView list;
    private final FilterBar filterBar;
    private final EventFindBar findBar;
    private final GoToBar goTo;
    private final NoteBar notes;
    private final ColourMenu colours;

    /// Builds all of it.
    EventArea(WindowContext context, EventSearch search, NoticeBar notices) {
        SessionModel model = context.model();
        Texts texts = context.texts();
        Path kept = context.settings().folder();
        ColourRules rules =
                new ColourRules(
                        kept,
                        reason ->
                                notices.show(
                                        new Notice(
                                                Notice.Level.WARNING,
                                                texts.text("colour.not_kept"),
                                                reason)));
        filtering = new EventFiltering(model);
        colours = new ColourMenu(rules, context.palette(), texts);
        list =
                new EventListView(
                        model,
                        context.palette(),
                        texts,
                        new EventColours(model, rules),
                        this::showAllEvents);
        filterBar = new FilterBar(filtering, new FilterFiles(kept), colours, list::requestFocus);
        findBar = new EventFindBar(model, list, texts);
        goTo = new GoToBar(search, texts, context.views(), list::requestFocus);
        notes = new NoteBar(model, texts, context.views(), list::requestFocus);
    }

    /// Puts it into its frame.
    void fill(PaneFrame frame) {
        frame.setContent(list);
        frame.addLine(filterBar.node());
        frame.addLine(findBar.node());
        frame.addOver(filterBar.over());
        StackPane.setAlignment(filterBar.over(), Pos.TOP_LEFT);
        StackPane.setMargin(filterBar.over(), new Insets(0, 0, 0, 8));
        for (Node bar : List.of(goTo, notes)) {
            frame.addOver(bar);
            StackPane.setAlignment(bar, Pos.TOP_CENTER);
            StackPane.setMargin(bar, new Insets(BELOW_FILTER, 0, 0, 0));
        }
    }

    /// Makes its actions known.
    ///
    /// @param open whether there is a session
    void bind(Actions actions, ObservableBooleanValue open) {
        list.bindActions(actions);
        actions.bind(ActionId.NOTE, notes::open, open);
        actions.bind(ActionId.GO_TO, goTo::open, open);
        actions.bind(ActionId.FILTER, filterBar::open, open);
        actions.bind(ActionId.FILTER_CLEAR, filterBar::clear, open);
        actions.bind(ActionId.FIND, findBar::open, open);
        actions.bind(ActionId.FIND_NEXT, () -> findBar.find(1), open);
        actions.bind(ActionId.FIND_PREVIOUS, () -> findBar.find(-1), open);
    }

    EventListView list() {
        return list;
    }

    EventFiltering filtering() {
        return filtering;
    }

    FilterBar filterBar() {
        return filterBar;
    }

    NoteBar notes() {
        return notes;
    }

    ColourMenu colours() {
        return colours;
    }

    private void showAllEvents() {
        filterBar.clear();
    }
}
