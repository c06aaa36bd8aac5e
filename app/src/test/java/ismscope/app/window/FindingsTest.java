package ismscope.app.window;

import static ismscope.app.window.OpenWindow.onFx;
import static ismscope.app.window.OpenWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

import ismscope.app.model.Marks;
import ismscope.app.theme.ThemeChoice;
import ismscope.device.tap.Severity;
import ismscope.inspector.lint.Finding;
import ismscope.inspector.lint.Findings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.scene.control.Label;
import javafx.scene.control.TabPane;
import javafx.scene.control.TreeView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Findings by keyboard and mouse, from the pane to their proof.
class FindingsTest {
    @TempDir private static Path folder;
    private OpenWindow open;

    @BeforeEach
    void openWindow(@TempDir Path settings) throws Exception {
        open = OpenWindow.of(settings, 1440, 900);
        open.open(OpenWindow.record(folder, "permissions", Duration.ofSeconds(20)));
        open.act(() -> open.model.goTo(0));
    }

    @AfterEach
    void closeWindow() throws Exception {
        open.close();
    }

    private Findings findings() {
        return open.snapshot().findings();
    }

    private Finding shown() {
        return Objects.requireNonNull(open.model.finding());
    }

    /// Opens the pane and goes to the first finding of its first rule.
    private void chooseFirst() throws Exception {
        open.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.F);
        open.press(KeyCode.RIGHT);
        open.press(KeyCode.DOWN);
        until(() -> open.model.finding() != null);
    }

    @Test
    void areGroupedByRuleInATabOfTheirOwn() throws Exception {
        open.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.F);
        TabPane tabs = open.node(TabPane.class, "#lower-tabs");
        assertThat(onFx(() -> tabs.getSelectionModel().getSelectedItem().getText()))
                .isEqualTo("Findings (%d)".formatted(findings().count()));
        TreeView<?> tree = open.node(TreeView.class, "#findings-tree");
        assertThat(onFx(() -> tree.getRoot().getChildren().size()))
                .isEqualTo(findings().rules().size());
    }

    @Test
    void theDotOpensThemAtTheWorstAndGoesOnFromThere() throws Exception {
        open.act(() -> open.model.goTo(Long.MAX_VALUE));
        List<Finding> byWeight =
                findings().all().stream()
                        .sorted(
                                Comparator.comparing((Finding finding) -> finding.rule().severity())
                                        .reversed())
                        .toList();
        assertThat(byWeight).hasSizeGreaterThan(2);
        TabPane tabs = open.node(TabPane.class, "#lower-tabs");
        for (Finding expected : byWeight) {
            open.robot.clickOn("#status-findings");
            open.settle();
            assertThat(onFx(() -> tabs.getSelectionModel().getSelectedItem().getId()))
                    .isEqualTo("findingsTab");
            assertThat(shown()).isEqualTo(expected);
            assertThat(open.model.currentEvent()).isEqualTo(expected.event());
        }
        open.press(KeyCode.CONTROL, KeyCode.F4);
        assertThat(shown()).as("after the last").isEqualTo(byWeight.getFirst());
    }

    @Test
    void choosingOneShowsItsProof() throws Exception {
        chooseFirst();
        assertThat(open.model.currentEvent()).isEqualTo(shown().event());
        assertThat(onFx(() -> open.events().getAccessibleText()))
                .startsWith("Step %d of the proof.".formatted(shown().proof().length));
        for (ThemeChoice theme : List.of(ThemeChoice.LIGHT, ThemeChoice.DARK)) {
            open.theme(theme);
            open.picture("findings-" + theme.name().toLowerCase(Locale.ROOT));
        }
    }

    @Test
    void oneBecomesAFilterANoteAndMarks() throws Exception {
        chooseFirst();
        open.press(KeyCode.CONTROL, KeyCode.C);
        assertThat(onFx(() -> Clipboard.getSystemClipboard().getString()))
                .isEqualTo(shown().filter())
                .startsWith("frame.number in {");
        open.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.C);
        assertThat(onFx(() -> Clipboard.getSystemClipboard().getString()))
                .isEqualTo(shown().note());
        open.press(KeyCode.CONTROL, KeyCode.M);
        assertThat(open.model.marks().all())
                .extracting(Marks.Mark::event)
                .containsExactlyElementsOf(Arrays.stream(shown().proof()).boxed().toList());
    }

    @Test
    void theKeysGoThroughWarningsAndErrorsOneByOne() throws Exception {
        open.press(KeyCode.F4);
        Finding first = shown();
        assertThat(findings().get(findings().next(0, Severity.WARN))).isEqualTo(first);
        open.press(KeyCode.F4);
        assertThat(shown().event()).isGreaterThan(first.event());
        open.press(KeyCode.SHIFT, KeyCode.F4);
        assertThat(shown()).isEqualTo(first);
        open.press(KeyCode.SHIFT, KeyCode.F4);
        assertThat(open.node(Label.class, "#notice-sentence").getText())
                .isEqualTo("There is no further finding.");
    }

    @Test
    void aCleanSessionSaysSo() throws Exception {
        open.open(OpenWindow.record(folder, "hello", Duration.ofSeconds(5)));
        open.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.F);
        assertThat(open.model.finding()).isNull();
        assertThat(open.node(Label.class, "#findings-nothing").getText())
                .isEqualTo("No findings in %d events.".formatted(open.count()));
        open.picture("findings-none");
    }
}
