package ismscope.app.window;

import static ismscope.app.window.OpenWindow.onFx;
import static ismscope.app.window.OpenWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

import ismscope.app.cli.CommandLineProgram;
import ismscope.app.cli.Console;
import ismscope.app.events.EventListView;
import ismscope.inspector.event.Field;
import ismscope.inspector.session.SessionSnapshot;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;

/// What somebody who knows Wireshark does in the first five minutes, by mouse and keyboard alone,
/// and what is to be seen after each step.
class FiveMinutesTest {
    private static final Path TOUR = Path.of("..", "sample-traces", "tour", "trace.pcapng");
    private static final long TOKEN = 0x08c9_eb46_85b1_dad7L;
    private static final String FILTER = "ism.token == 0x8c9eb4685b1dad7";
    private static final String COLUMN = "ism.cmd.rw_perm";

    /// The headless screen has 1000 pixels each way, and menus must not stand out of it.
    private static final int WIDTH = 1000;

    private static final int HEIGHT = 620;

    private static final int MOST_ITEMS = 30;

    @TempDir private Path folder;
    private OpenWindow open;

    @BeforeEach
    void openWindow(@TempDir Path settings) throws Exception {
        open = OpenWindow.of(settings, WIDTH, HEIGHT);
    }

    @AfterEach
    void closeWindow() throws Exception {
        open.close();
    }

    @Test
    void openFilterColourFindingProofColumnExportAndTheSameByCommand() throws Exception {
        opensTheSample();
        List<Long> wanted = typesAFilter();
        coloursWhatItShows();
        goesToTheFirstFinding();
        goesThroughItsProof();
        addsAColumnFromTheTree();
        List<String> exported = exportsWhatIsShown();
        assertThat(exported).isEqualTo(numbers(wanted));
        theCommandLineSaysTheSame(exported);
    }

    private static List<String> numbers(List<Long> events) {
        return events.stream().map(event -> Long.toString(event + 1)).toList();
    }

    private String text(String query) {
        return open.node(Labeled.class, query).getText();
    }

    private void opensTheSample() {
        open.answers.add(TOUR);
        open.press(KeyCode.CONTROL, KeyCode.O);
        until(() -> open.count() == 976);
        until(() -> text("#status-events").equals("976 events"));
    }

    /// Character by character; proposals come and go meanwhile.
    private List<Long> typesAFilter() throws Exception {
        open.press(KeyCode.CONTROL, KeyCode.SLASH);
        assertThat(onFx(() -> open.node("#filter").isFocused())).isTrue();
        open.robot.write(FILTER);
        open.press(KeyCode.ENTER);
        assertThat(open.node(TextField.class, "#filter").getText()).isEqualTo(FILTER);
        SessionSnapshot session = open.snapshot();
        List<Long> wanted =
                LongStream.range(0, session.eventCount())
                        .filter(event -> session.token(event) == TOKEN)
                        .boxed()
                        .toList();
        until(() -> text("#status-events").equals(wanted.size() + " of 976 events"));
        assertThat(onFx(() -> open.node("#filter").getPseudoClassStates().toString()))
                .doesNotContain("invalid");
        assertThat(onFx(() -> open.events().shownEvents())[0]).isIn(wanted);
        return wanted;
    }

    private void coloursWhatItShows() throws Exception {
        EventListView list = open.events();
        open.robot.clickOn(onFx(() -> list.localToScreen(200, list.getHeight() - 50)));
        open.settle();
        assertThat(open.snapshot().token(open.model.currentEvent())).isEqualTo(TOKEN);
        goesToTheField("ism.token");
        open.press(KeyCode.SHIFT, KeyCode.F10);
        chooseInMenu("Colorize", "Green");
        open.picture("five-minutes-coloured");
        Color green = behindTheRows();
        assertThat(green.getGreen()).isGreaterThan(green.getRed()).isGreaterThan(green.getBlue());
    }

    /// {@return what is behind the rows that are not current}
    private Color behindTheRows() throws Exception {
        EventListView list = open.events();
        return onFx(() -> list.snapshot(null, null).getPixelReader().getColor(6, 95));
    }

    /// Walks down the details to the line of a field.
    private void goesToTheField(String name) throws Exception {
        TreeView<?> tree = open.node(TreeView.class, "#details-tree");
        Point2D first = onFx(() -> tree.localToScreen(60, 10));
        open.robot.clickOn(first);
        open.press(KeyCode.HOME);
        int rows = onFx(tree::getExpandedItemCount);
        for (int row = 0; row < rows && !isChosen(tree, name); row++) {
            open.press(KeyCode.DOWN);
        }
        assertThat(isChosen(tree, name)).as(name).isTrue();
    }

    private static boolean isChosen(TreeView<?> tree, String name) throws Exception {
        return onFx(() -> {
            TreeItem<?> item = tree.getSelectionModel().getSelectedItem();
            return item != null
                    && item.getValue() instanceof Field field
                    && field.name().equals(name);
        });
    }

    /// Walks through an open menu, down to each of these words in turn, and chooses the last.
    private void chooseInMenu(String... words) {
        for (int i = 0; i < words.length; i++) {
            String word = words[i];
            until(() -> menuItem(word) != null);
            for (int steps = 0; steps < MOST_ITEMS && !isChosen(word); steps++) {
                open.robot.type(KeyCode.DOWN);
                WaitForAsyncUtils.waitForFxEvents();
            }
            assertThat(isChosen(word)).as(word).isTrue();
            open.robot.type(i < words.length - 1 ? KeyCode.RIGHT : KeyCode.ENTER);
            WaitForAsyncUtils.waitForFxEvents();
        }
        open.settle();
    }

    private static @Nullable Node menuItem(String word) {
        return Window.getWindows().stream()
                .filter(ContextMenu.class::isInstance)
                .flatMap(menu -> menu.getScene().getRoot().lookupAll(".menu-item").stream())
                .filter(item ->
                        item.lookup(".label") instanceof Label label
                                && label.getText().replace("_", "").equals(word))
                .findFirst()
                .orElse(null);
    }

    private static boolean isChosen(String word) {
        Node item = menuItem(word);
        return item != null && item.isFocused();
    }

    private void goesToTheFirstFinding() throws Exception {
        EventListView list = open.events();
        open.robot.clickOn(onFx(() -> list.localToScreen(200, list.getHeight() - 50)));
        open.press(KeyCode.HOME);
        Button dot = open.node(Button.class, "#status-findings");
        assertThat(dot.getText()).isEqualTo(open.snapshot().findings().count() + " findings");
        open.robot.clickOn(dot);
        open.settle();
        until(() -> open.model.finding() != null);
        assertThat(
                        open.robot.lookup(".finding-words").queryAllAs(Label.class).stream()
                                .map(Label::getText))
                .contains(
                        "vm3 lacks ATTACH on 0x08c9eb46…: the default is none, and it has no grant"
                                + " of its own");
        open.picture("five-minutes-finding");
    }

    private void goesThroughItsProof() throws Exception {
        open.press(KeyCode.ENTER);
        until(() -> open.model.currentEvent() == 165);
        assertThat(onFx(() -> open.events().getAccessibleText()))
                .startsWith("Step 3 of the proof.");
        open.press(KeyCode.F7);
        until(() -> open.model.currentEvent() == 164);
        assertThat(onFx(() -> open.events().getAccessibleText()))
                .startsWith("Step 2 of the proof.");
    }

    private Node tab(String title) {
        return open.robot.lookup("#lower-tabs .tab-label").queryAllAs(Label.class).stream()
                .filter(label -> label.getText().equals(title))
                .findFirst()
                .orElseThrow();
    }

    private void addsAColumnFromTheTree() throws Exception {
        open.robot.clickOn(tab("Event"));
        open.settle();
        goesToTheField(COLUMN);
        open.press(KeyCode.SHIFT, KeyCode.F10);
        chooseInMenu("Apply as column");
        assertThat(open.robot.lookup(".event-header .label").queryAllAs(Label.class))
                .extracting(Label::getText)
                .contains("cmd.rw_perm");
        assertThat(onFx(() -> open.events().rowText(164))).contains("whatever is granted (0x0)");
        open.picture("five-minutes-column");
    }

    /// {@return numbers of the exported events}
    private List<String> exportsWhatIsShown() throws Exception {
        Path table = folder.resolve("shown.csv");
        open.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.E);
        ChoiceBox<?> format = open.node(ChoiceBox.class, "#export-format");
        open.robot.clickOn(format);
        chooseInMenu("Table (CSV)");
        open.picture("five-minutes-export");
        assertThat(onFx(() -> open.node(ChoiceBox.class, "#export-what").getValue().toString()))
                .isEqualTo("SHOWN");
        open.answers.add(table);
        open.robot.clickOn("#export-begin");
        until(() -> Files.exists(table));
        until(() -> text("#notice-sentence").contains("events exported to "));
        return Files.readAllLines(table).stream()
                .skip(1)
                .map(line -> line.split(",", 2)[0])
                .toList();
    }

    private static void theCommandLineSaysTheSame(List<String> exported) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Console console = new Console(out, java.io.OutputStream.nullOutputStream())) {
            int code =
                    CommandLineProgram.run(
                            console,
                            "read",
                            "-r",
                            TOUR.toString(),
                            "-Y",
                            FILTER,
                            "-T",
                            "fields",
                            "-e",
                            "frame.number",
                            "-e",
                            COLUMN);
            assertThat(code).isZero();
        }
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).extracting(line -> line.split("\t", -1)[0]).isEqualTo(exported);
        assertThat(lines).contains("165\t0x0");
    }
}
