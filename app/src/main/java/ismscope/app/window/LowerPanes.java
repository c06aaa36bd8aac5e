package ismscope.app.window;

import ismscope.app.action.ActionId;
import ismscope.app.action.ActionNodes;
import ismscope.app.action.Actions;
import ismscope.app.findings.FindingsPane;
import ismscope.app.model.SessionModel;
import ismscope.app.text.Texts;
import java.util.HashMap;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import org.jspecify.annotations.Nullable;

/// What lies under the event list in tabs: the current event, and what is wrong in the session.
///
/// Thread: FX.
final class LowerPanes {
    private final TabPane tabs;
    private final FindingsPane findings;
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
        tabs.setFocusTraversable(false);
        tabs.getSelectionModel().selectedItemProperty().addListener(_ -> showChosen());
        model.snapshotProperty()
                .addListener((_, _, snapshot) -> {
                    long found = snapshot == null ? 0 : snapshot.findings().count();
                    tab.setText(
                            found == 0
                                    ? texts.text("pane.findings")
                                    : texts.text("findings.tab", found));
                });
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

    /// {@return the findings}
    FindingsPane findings() {
        return findings;
    }

    /// Binds what can be done with findings and puts it into their menu.
    void bind(Actions actions, ActionNodes nodes) {
        findings.bindActions(actions);
        actions.bind(ActionId.SHOW_FINDINGS, () -> focus(findings));
        ContextMenu menu = new ContextMenu();
        menu.getItems()
                .addAll(
                        nodes.menuItem(ActionId.FINDING_GO),
                        nodes.menuItem(ActionId.FINDING_COPY_FILTER),
                        nodes.menuItem(ActionId.FINDING_COPY_NOTE),
                        nodes.menuItem(ActionId.FINDING_MARK));
        findings.setMenu(menu);
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
