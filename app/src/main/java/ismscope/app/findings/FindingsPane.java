package ismscope.app.findings;

import ismscope.app.action.ActionId;
import ismscope.app.action.Actions;
import ismscope.app.action.Scope;
import ismscope.app.model.SessionModel;
import ismscope.app.text.Texts;
import ismscope.inspector.lint.Finding;
import ismscope.inspector.lint.Findings;
import ismscope.inspector.session.SessionSnapshot;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.ObjectBinding;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// What is wrong in the session: rules with their findings. Choosing a finding goes to the event at
/// which it shows, and marks the events that prove it.
///
/// Thread: FX.
public final class FindingsPane extends StackPane {
    private final SessionModel model;
    private final Texts texts;
    private final FindingTree findings = new FindingTree();
    private final TreeView<FindingRow> tree = new TreeView<>(findings.root());
    private final Label nothing = new Label();
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
    private final ObjectBinding<@Nullable Finding> chosen;
    private boolean showing;

    /// Builds the pane.
    public FindingsPane(SessionModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        chosen =
                Bindings.createObjectBinding(
                        this::chosenOne, tree.getSelectionModel().selectedItemProperty());
        setId("findings");
        tree.setId("findings-tree");
        tree.setShowRoot(false);
        tree.setCellFactory(_ -> new FindingCell(texts));
        tree.getStyleClass().add("dense");
        nothing.setId("findings-nothing");
        nothing.getStyleClass().add("pane-nothing");
        nothing.setWrapText(true);
        nothing.setMouseTransparent(true);
        getChildren().addAll(tree, nothing);
        model.sessionProperty().addListener(_ -> clear());
        model.snapshotProperty().addListener(_ -> refresh());
        model.findingProperty().addListener((_, _, shown) -> follow(shown));
        tree.getSelectionModel().selectedItemProperty().addListener((_, _, _) -> goToChosen());
        tree.addEventHandler(MouseEvent.MOUSE_CLICKED, _ -> goToChosen());
        refresh();
    }

    /// Puts the keyboard's focus into the findings.
    @Override
    public void requestFocus() {
        tree.requestFocus();
        if (tree.getSelectionModel().isEmpty()) {
            showing = true;
            tree.getSelectionModel().selectFirst();
            showing = false;
        }
    }

    /// {@return how many there are, and how many gaps make them silent}
    public ReadOnlyStringProperty summaryProperty() {
        return summary.getReadOnlyProperty();
    }

    /// {@return the chosen finding, null if none is}
    public ObjectBinding<@Nullable Finding> chosenProperty() {
        return chosen;
    }

    /// Gives the pane the menu that a right click opens.
    public void setMenu(ContextMenu menu) {
        // As its own context menu its keys would be the whole window's.
        tree.setOnContextMenuRequested(
                event -> menu.show(tree, event.getScreenX(), event.getScreenY()));
    }

    /// Makes the pane's own keys work.
    public void bindActions(Actions actions) {
        actions.bind(ActionId.FINDING_GO, this::goToChosen, chosen.isNotNull());
        tree.addEventFilter(
                KeyEvent.KEY_PRESSED,
                event ->
                        Actions.byKey(Scope.FINDINGS, event)
                                .ifPresent(id -> {
                                    actions.run(id);
                                    event.consume();
                                }));
    }

    /// Goes to the worst finding, the first of them, or to the one after what is shown.
    ///
    /// @param on whether to go on from what is shown; after the last comes the worst again
    public void goThrough(boolean on) {
        SessionSnapshot snapshot = model.snapshot();
        if (snapshot == null) {
            return;
        }
        Finding next = WorstFirst.after(snapshot.findings(), on ? model.finding() : null);
        if (next != null) {
            model.show(next);
            follow(next);
        }
    }

    private void clear() {
        showing = true;
        findings.clear();
        showing = false;
        refresh();
    }

    private void refresh() {
        SessionSnapshot snapshot = model.snapshot();
        Findings found = snapshot == null ? Findings.NONE : snapshot.findings();
        showing = true;
        findings.show(found);
        showing = false;
        nothing.setVisible(found.count() == 0);
        nothing.setText(texts.text("findings.none", found.eventCount()) + gaps(found));
        summary.set(
                found.count() == 0
                        ? ""
                        : texts.text("findings.summary", found.count()) + gaps(found));
    }

    private String gaps(Findings found) {
        return found.gapCount() == 0 ? "" : " " + texts.text("findings.gaps", found.gapCount());
    }

    private @Nullable Finding chosenOne() {
        TreeItem<FindingRow> item = tree.getSelectionModel().getSelectedItem();
        return item != null && item.getValue() instanceof FindingRow.Case(Finding finding)
                ? finding
                : null;
    }

    private void goToChosen() {
        Finding finding = chosenOne();
        if (!showing && finding != null) {
            model.show(finding);
        }
    }

    /// Chooses what was gone to from elsewhere.
    private void follow(@Nullable Finding finding) {
        if (finding == null || finding.equals(chosenOne())) {
            return;
        }
        TreeItem<FindingRow> item = findings.itemOf(finding);
        if (item == null) {
            return;
        }
        showing = true;
        item.getParent().setExpanded(true);
        tree.getSelectionModel().select(item);
        tree.scrollTo(Math.max(0, tree.getRow(item) - 2));
        showing = false;
    }
}
