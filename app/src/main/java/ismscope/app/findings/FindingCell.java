package ismscope.app.findings;

import ismscope.app.text.Numbers;
import ismscope.app.text.Texts;
import ismscope.inspector.event.ValueText;
import ismscope.inspector.lint.Certainty;
import ismscope.inspector.lint.Finding;
import ismscope.inspector.lint.LintRule;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// A rule or a finding in a line: the severity by shape, letter and colour, a badge on what is only
/// possible, and what is wrong.
final class FindingCell extends TreeCell<FindingRow> {
    private final Texts texts;
    private final Label severity = new Label();
    private final Label head = new Label();
    private final Label badge = new Label();
    private final Label words = new Label();
    private final Label count = new Label();
    private final HBox line = new HBox(severity, head, badge, words, count);
    private String styled = "";

    FindingCell(Texts texts) {
        this.texts = texts;
        getStyleClass().add("finding-cell");
        line.getStyleClass().add("finding-line");
        severity.getStyleClass().add("severity");
        head.getStyleClass().add("finding-head");
        badge.getStyleClass().add("finding-badge");
        words.getStyleClass().add("finding-words");
        count.getStyleClass().add("finding-count");
        badge.setText(texts.text("findings.possible"));
        for (Label label : new Label[] {severity, head, badge, count}) {
            label.setMinWidth(Region.USE_PREF_SIZE);
        }
        words.setMinWidth(0);
    }

    /// As wide as the tree: what does not fit ends with an ellipsis and is whole in the tip.
    @Override
    protected double computePrefWidth(double height) {
        return 0;
    }

    @Override
    protected void updateItem(@Nullable FindingRow row, boolean empty) {
        super.updateItem(row, empty);
        if (empty || row == null) {
            setGraphic(null);
            setAccessibleText(null);
            setTooltip(null);
            return;
        }
        boolean group =
                switch (row) {
                    case FindingRow.Group(LintRule rule, long found) -> {
                        show(rule, found);
                        yield true;
                    }
                    case FindingRow.Case(Finding finding) -> {
                        show(finding);
                        yield false;
                    }
                };
        present(severity, group);
        present(count, group);
        setGraphic(line);
    }

    private void show(LintRule rule, long found) {
        severity.getStyleClass().remove(styled);
        styled = "severity-" + rule.severityWord();
        severity.getStyleClass().add(styled);
        severity.setText(rule.severity().name().substring(0, 1));
        head.setText(rule.id());
        words.setText(rule.text().title());
        count.setText(
                found > FindingTree.MOST_PER_RULE
                        ? texts.text(
                                "findings.count_first",
                                FindingTree.MOST_PER_RULE,
                                Numbers.grouped(found))
                        : Numbers.grouped(found));
        present(badge, false);
        setTooltip(
                new Tooltip(
                        texts.text(
                                "findings.rule_tip",
                                rule.slug(),
                                rule.clause(),
                                rule.text().meaning(),
                                rule.text().remedy())));
        setAccessibleText(
                texts.text(
                        "findings.rule_spoken",
                        rule.severityWord(),
                        rule.id(),
                        rule.text().title(),
                        found));
    }

    private void show(Finding finding) {
        boolean possible = finding.certainty() == Certainty.POSSIBLE;
        String text = ValueText.oneLine(finding.text());
        head.setText(Numbers.event(finding.event()));
        words.setText(text);
        present(badge, possible);
        setTooltip(new Tooltip(text));
        setAccessibleText(
                Numbers.event(finding.event())
                        + (possible ? " " + badge.getText() + " " : " ")
                        + text);
    }

    private static void present(Label label, boolean shown) {
        label.setVisible(shown);
        label.setManaged(shown);
    }
}
