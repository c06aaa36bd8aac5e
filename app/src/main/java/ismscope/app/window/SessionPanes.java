package ismscope.app.window;

import ismscope.app.action.ActionId;
import ismscope.app.action.Actions;
import ismscope.app.sequence.SequencePane;
import ismscope.app.statistics.StatisticsPane;
import ismscope.app.text.Texts;
import ismscope.app.timeline.EventRange;
import ismscope.app.timeline.TimelinePane;
import ismscope.inspector.filter.Filter;
import ismscope.inspector.statistics.Scope;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import org.jspecify.annotations.Nullable;

/// The tabs that show all of the session in another way than the list: time line, sequence diagram,
/// statistics.
///
/// Thread: FX.
final class SessionPanes {
    private final TimelinePane timeline;
    private final SequencePane sequence;
    private final StatisticsPane statistics;
    private final List<PaneCycle.Pane> panes;

    /// Adds them behind the tabs that are there.
    ///
    /// @param applied the filter that is applied
    /// @param filter takes the filter of a figure that was chosen
    SessionPanes(
            TabPane tabs,
            WindowContext context,
            ObservableValue<Filter> applied,
            Consumer<String> filter) {
        Texts texts = context.texts();
        timeline = new TimelinePane(context.model(), context.palette(), texts);
        sequence = new SequencePane(context.model(), context.palette(), texts);
        statistics = new StatisticsPane(context.model(), context.palette(), texts, filter);
        statistics.narrowBy(applied, timeline.rangeProperty().map(SessionPanes::scope));
        panes =
                List.of(
                        pane(tabs, "timeline", timeline, texts.text("pane.timeline")),
                        pane(tabs, "sequence", sequence, texts.text("pane.sequence")),
                        pane(tabs, "statistics", statistics, texts.text("pane.statistics")));
    }

    private static @Nullable Scope scope(@Nullable EventRange range) {
        return range == null ? null : new Scope(range.first(), range.last() + 1, Filter.EVERYTHING);
    }

    private static PaneCycle.Pane pane(TabPane tabs, String name, Node node, String title) {
        PaneFrame frame = new PaneFrame();
        frame.setId(name + "-frame");
        frame.setTitle(title);
        frame.setContent(node);
        Tab tab = new Tab(title, frame);
        tab.setId(name + "-tab");
        tabs.getTabs().add(tab);
        return new PaneCycle.Pane(frame, node);
    }

    /// {@return them in their order, for the keyboard's way from pane to pane}
    List<PaneCycle.Pane> panes() {
        return panes;
    }

    /// Binds what can be done in them and with them.
    ///
    /// @param focus shows a pane and gives it the focus
    void bind(Actions actions, Consumer<Node> focus) {
        timeline.bindActions(actions);
        sequence.bindActions(actions);
        actions.bind(ActionId.SHOW_TIMELINE, () -> focus.accept(timeline));
        actions.bind(ActionId.SHOW_SEQUENCE, () -> focus.accept(sequence));
        actions.bind(ActionId.SHOW_STATISTICS, () -> focus.accept(statistics));
    }
}
