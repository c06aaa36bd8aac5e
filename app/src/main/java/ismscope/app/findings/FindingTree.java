package ismscope.app.findings;

import ismscope.inspector.lint.Finding;
import ismscope.inspector.lint.Findings;
import ismscope.inspector.lint.LintRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.collections.ObservableList;
import javafx.scene.control.TreeItem;
import org.jspecify.annotations.Nullable;

/// Findings as the items of a tree: rules, the most severe first, and below each its findings.
///
/// Findings only ever come in at the end, so showing more of a session costs in proportion to what
/// is new. Thread: FX.
final class FindingTree {
    /// Findings of a rule that are shown one by one; next finding leads to the others.
    static final int MOST_PER_RULE = 1_000;

    private static final Comparator<LintRule> ORDER =
            Comparator.comparing(LintRule::severity).reversed().thenComparingInt(LintRule::number);

    private final TreeItem<FindingRow> root = new TreeItem<>();
    private final Map<LintRule, TreeItem<FindingRow>> groups = new HashMap<>();
    private int shown;

    /// {@return the item above all}
    TreeItem<FindingRow> root() {
        return root;
    }

    /// Forgets everything: another session comes.
    void clear() {
        root.getChildren().clear();
        groups.clear();
        shown = 0;
    }

    /// Shows what was found by now, in the session that it showed before.
    void show(Findings findings) {
        Map<LintRule, List<TreeItem<FindingRow>>> fresh = new HashMap<>();
        for (; shown < findings.size(); shown++) {
            Finding finding = findings.get(shown);
            List<TreeItem<FindingRow>> items =
                    fresh.computeIfAbsent(finding.rule(), _ -> new ArrayList<>());
            if (group(finding.rule()).getChildren().size() + items.size() < MOST_PER_RULE) {
                items.add(new TreeItem<>(new FindingRow.Case(finding)));
            }
        }
        fresh.forEach((rule, items) -> group(rule).getChildren().addAll(items));
        groups.forEach((rule, item) -> recount(item, rule, findings.count(rule)));
    }

    private static void recount(TreeItem<FindingRow> item, LintRule rule, long count) {
        FindingRow.Group now = new FindingRow.Group(rule, count);
        if (!now.equals(item.getValue())) {
            item.setValue(now);
        }
    }

    private TreeItem<FindingRow> group(LintRule rule) {
        return groups.computeIfAbsent(rule, this::newGroup);
    }

    private TreeItem<FindingRow> newGroup(LintRule rule) {
        TreeItem<FindingRow> item = new TreeItem<>(new FindingRow.Group(rule, 0));
        ObservableList<TreeItem<FindingRow>> items = root.getChildren();
        int place = 0;
        while (place < items.size()
                && ORDER.compare(items.get(place).getValue().rule(), rule) < 0) {
            place++;
        }
        items.add(place, item);
        return item;
    }

    /// {@return the item of a finding, null if it is not shown}
    @Nullable TreeItem<FindingRow> itemOf(Finding finding) {
        TreeItem<FindingRow> group = groups.get(finding.rule());
        if (group == null) {
            return null;
        }
        for (TreeItem<FindingRow> item : group.getChildren()) {
            if (item.getValue() instanceof FindingRow.Case(Finding shownOne)
                    && shownOne.equals(finding)) {
                return item;
            }
        }
        return null;
    }
}
