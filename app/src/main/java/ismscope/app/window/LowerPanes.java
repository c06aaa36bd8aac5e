package ismscope.app.window;

import ismscope.app.action.ActionId;
import ismscope.app.action.ActionNodes;
import ismscope.app.action.Actions;
import ismscope.app.findings.FindingsPane;
import ismscope.app.model.SessionModel;
import ismscope.app.notes.NoteBar;
import ismscope.app.notes.NotesPane;
import ismscope.app.text.Texts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import org.jspecify.annotations.Nullable;

/// What lies under the event list in tabs: the current event, what is wrong in the session, and
/// what people noted in it.
///
/// Thread: FX.
final class LowerPanes {
    private final TabPane tabs;
    private final FindingsPane findings;
    private final NotesPane notes;
    private final List<PaneCycle.Pane> panes;
    private final Map<Tab, Node> held = new HashMap<>();

    /// Fills the tab of the findings.
    ///
    /// @param tabs all of them
    /// @param tab its tab, which is given its name and the number of findings
    /// @param frame in its tab
    LowerPanes(TabPane tabs, Tab tab, PaneFrame frame, SessionModel model, Texts texts) {
        this.tabs = tabs;
        findings = new FindingsPane(model, texts);
        frame.setContent(findings);
        frame.subtitleProperty().bind(findings.summaryProperty());
        notes = new NotesPane(model, texts);
        panes =
                List.of(
                        new PaneCycle.Pane(frame, findings),
                        new PaneCycle.Pane(addNotes(texts), notes));
        tabs.setFocusTraversable(false);
        tabs.getSelectionModel().selectedItemProperty().addListener(_ -> showChosen());
        model.comparedEventProperty().addListener((_, _, event) -> showDifferences(event));
        model.snapshotProperty()
                .addListener((_, _, snapshot) -> {
                    long found = snapshot == null ? 0 : snapshot.findings().count();
                    tab.setText(
                            found == 0
                                    ? texts.text("pane.findings")
                                    : texts.text("findings.tab", found));
                });
    }

    private PaneFrame addNotes(Texts texts) {
        PaneFrame frame = new PaneFrame();
        frame.setId("notes-frame");
        frame.setTitle(texts.text("pane.notes"));
        frame.setContent(notes);
        Tab tab = new Tab("", frame);
        tab.setId("notes-tab");
        tab.textProperty().bind(notes.titleProperty());
        tabs.getTabs().add(tab);
        return frame;
    }

    /// {@return them in their order, for the keyboard's way from pane to pane}
    List<PaneCycle.Pane> panes() {
        return panes;
    }

    /// What a tab in the background holds is taken out of the window: there it costs nothing,
    /// however often it is told of news.
    void showChosen() {
        Tab chosen = tabs.getSelectionModel().getSelectedItem();
        for (Tab each : tabs.getTabs()) {
            Node content = held.computeIfAbsent(each, Tab::getContent);
            each.setContent(each.equals(chosen) ? content : null);
        }
    }

    /// What differs lies over the details, in the first tab.
    private void showDifferences(Number compared) {
        if (compared.longValue() >= 0) {
            tabs.getSelectionModel().selectFirst();
        }
    }

    /// {@return the findings}
    FindingsPane findings() {
        return findings;
    }

    /// Binds what can be done with findings and notes and puts it into their menus.
    ///
    /// @param bar in which notes are written
    void bind(Actions actions, ActionNodes nodes, NoteBar bar) {
        notes.bindActions(actions, event -> bar.open(event, () -> focus(notes)));
        actions.bind(ActionId.SHOW_NOTES, () -> focus(notes));
        notes.setMenu(
                new ContextMenu(
                        nodes.menuItem(ActionId.NOTES_GO),
                        nodes.menuItem(ActionId.NOTES_RENAME),
                        nodes.menuItem(ActionId.NOTES_DELETE)));
        findings.bindActions(actions);
        actions.bind(ActionId.SHOW_FINDINGS, () -> focus(findings));
        actions.bind(
                ActionId.WORST_FINDING,
                this::goThroughFindings,
                findings.summaryProperty().isNotEmpty());
        ContextMenu menu = new ContextMenu();
        menu.getItems()
                .addAll(
                        nodes.menuItem(ActionId.FINDING_GO),
                        nodes.menuItem(ActionId.FINDING_COPY_FILTER),
                        nodes.menuItem(ActionId.FINDING_COPY_NOTE),
                        nodes.menuItem(ActionId.FINDING_MARK));
        findings.setMenu(menu);
    }

    /// Opens the findings at the worst one; where they are open already, goes on to the next.
    private void goThroughFindings() {
        boolean open = findings.getScene() != null;
        focus(findings);
        findings.goThrough(open);
    }

    /// Gives a pane the focus, in the foreground if it is in a tab.
    void focus(Node pane) {
        for (Tab tab : tabs.getTabs()) {
            if (isIn(held.getOrDefault(tab, tab.getContent()), pane)) {
                tabs.getSelectionModel().select(tab);
            }
        }
        pane.requestFocus();
    }

    private static boolean isIn(@Nullable Node area, Node pane) {
        for (Node node = pane; node != null; node = node.getParent()) {
            if (node.equals(area)) {
                return true;
            }
        }
        return false;
    }
}
