package ismscope.app.window;

import static ismscope.app.window.OpenWindow.onFx;
import static ismscope.app.window.OpenWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

import ismscope.app.action.ActionId;
import ismscope.app.cli.TypedCommand;
import ismscope.device.tap.TapKind;
import ismscope.inspector.event.ValueText;
import ismscope.inspector.export.ExportFormat;
import ismscope.inspector.session.RecordingSession;
import ismscope.inspector.session.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Opening, saving and exporting, and what the window says when that goes wrong.
class FilesTest {
    @TempDir private static Path captures;
    @TempDir private Path folder;
    private OpenWindow open;
    private Path capture;

    @BeforeEach
    void openWindow(@TempDir Path settings) throws Exception {
        capture = OpenWindow.record(captures, "permissions", Duration.ofSeconds(10));
        open = OpenWindow.of(settings, 1200, 800);
    }

    @AfterEach
    void closeWindow() throws Exception {
        open.close();
    }

    @Test
    void saysThatAFileIsNotThere() throws Exception {
        assertThat(saidOnOpening(folder.resolve("absent.pcapng")))
                .isEqualTo("There is no file absent.pcapng.");
        open.picture("error-no-such-file");
    }

    @Test
    void saysThatAFileIsNoCapture() throws Exception {
        Path file = folder.resolve("poem.pcapng");
        Files.writeString(file, "so much depends upon a red wheel barrow\n".repeat(20));
        assertThat(saidOnOpening(file))
                .isEqualTo("poem.pcapng is not a capture that Ismscope can read.");
        TextArea details = open.node(TextArea.class, "#notice-details");
        assertThat(onFx(() -> details.getText()))
                .contains(file.toString())
                .doesNotContain("Exception");
    }

    @Test
    void saysThatAFolderIsNoFile() throws Exception {
        assertThat(saidOnOpening(folder)).endsWith(" is a folder, not a file.");
    }

    @Test
    void keepsTheOpenSessionWhenAnotherCannotBeOpened() throws Exception {
        open.open(capture);
        Session before = open.model.sessionProperty().get();
        saidOnOpening(folder.resolve("absent.pcapng"));
        assertThat(open.model.sessionProperty().get()).isSameAs(before);
        assertThat(open.count()).isPositive();
    }

    @Test
    void opensACutCaptureUpToTheCutAndSaysSo() throws Exception {
        byte[] whole = Files.readAllBytes(capture);
        Path cut = folder.resolve("cut.pcapng");
        Files.write(cut, Arrays.copyOf(whole, whole.length * 2 / 3 - 5));
        open.open(cut);
        until(() -> !open.model.noticeProperty().get().isEmpty());
        open.settle();
        assertThat(open.count()).isPositive();
        assertThat(said()).contains("cut").doesNotContain("Exception");
        assertThat(onFx(() -> open.node(Label.class, "#status-notice").getText()))
                .isEqualTo(open.model.noticeProperty().get());
        open.picture("cut-capture");
    }

    @Test
    void savesACopyThatHoldsTheSameEvents() throws Exception {
        open.open(capture);
        Path copy = folder.resolve("copy.pcapng");
        save(copy);
        assertThat(said()).startsWith("copy.pcapng saved, ");
        assertThat(eventsIn(copy)).isEqualTo(open.count());
    }

    @Test
    void savesALiveSessionWhileItGoesOn() throws Exception {
        open.play("tour");
        until(() -> open.count() > 20);
        Path copy = folder.resolve("live.pcapng");
        save(copy);
        assertThat(said()).startsWith("live.pcapng saved, ");
        assertThat(eventsIn(copy)).isPositive();
        assertThat(open.model.statusProperty().get()).isEqualTo(Session.Status.LIVE);
    }

    @Test
    void saysThatTheFolderToSaveInIsNotThere() throws Exception {
        open.open(capture);
        save(folder.resolve("nowhere").resolve("copy.pcapng"));
        assertThat(said()).isEqualTo("copy.pcapng cannot be saved: the folder does not exist.");
    }

    @Test
    void exportsARangeAsATable() throws Exception {
        open.open(capture);
        Path table = folder.resolve("table.csv");
        openExport(ExportFormat.CSV);
        open.act(() -> open.node(TextField.class, "#export-first").setText("#3"));
        open.act(() -> open.node(TextField.class, "#export-last").setText("12"));
        open.picture("export");
        export(table);
        assertThat(said()).isEqualTo("10 events exported to table.csv.");
        assertThat(Files.readAllLines(table)).hasSize(11);
    }

    @Test
    void exportsWhatIsShownAsTheCommandLineDoes() throws Exception {
        open.open(capture);
        String filter = "ism.kind == REQUEST || ism.ack != OK";
        open.act(() -> open.node(TextField.class, "#filter").setText(filter));
        until(() -> open.model.matches() != null);
        for (ExportFormat format :
                List.of(ExportFormat.CSV, ExportFormat.JSONL, ExportFormat.PCAPNG)) {
            Path window = folder.resolve("window." + format.extension());
            Path line = folder.resolve("line." + format.extension());
            openExport(format);
            assertThat(onFx(() -> open.node(Label.class, "#export-hint").getText()))
                    .isEqualTo(filter);
            open.picture("export-shown-" + format.extension());
            export(window);
            TypedCommand typed =
                    TypedCommand.type(
                            "export",
                            "-r",
                            capture.toString(),
                            "--to",
                            format.extension(),
                            "-Y",
                            filter,
                            line.toString());
            assertThat(typed.exitCode()).as(typed.err()).isZero();
            assertThat(Files.mismatch(window, line)).as("%s", format).isEqualTo(-1);
        }
    }

    @Test
    void exportsWhatIsBookmarked() throws Exception {
        open.open(capture);
        open.act(() -> open.model.notes().mark(3, 12, 40));
        Path table = folder.resolve("marked.csv");
        openExport(ExportFormat.CSV);
        open.act(() -> what().getSelectionModel().select(2));
        assertThat(onFx(() -> open.node(Label.class, "#export-hint").getText()))
                .isEqualTo("3 events have a bookmark");
        export(table);
        assertThat(Files.readAllLines(table)).hasSize(4);
    }

    @Test
    void exportsAllAlthoughSomeAreHiddenIfAskedTo() throws Exception {
        open.open(capture);
        open.act(() -> open.node(TextField.class, "#filter").setText("ism.kind == DOORBELL"));
        until(() -> open.model.matches() != null);
        Path table = folder.resolve("all.csv");
        openExport(ExportFormat.CSV);
        open.act(() -> what().getSelectionModel().selectFirst());
        export(table);
        assertThat(Files.readAllLines(table)).hasSize((int) open.count() + 1);
    }

    private ChoiceBox<?> what() {
        return open.node(ChoiceBox.class, "#export-what");
    }

    @Test
    void exportsTheSelectedRegionWithoutItsToken() throws Exception {
        open.open(capture);
        long created = first(TapKind.REGION_CREATED);
        open.act(() -> open.model.goTo(created));
        long token = open.snapshot().token(created);
        Path lines = folder.resolve("region.jsonl");
        openExport(ExportFormat.JSONL);
        open.act(() -> open.node(CheckBox.class, "#export-region").setSelected(true));
        open.act(() -> open.node(CheckBox.class, "#export-redact").setSelected(true));
        export(lines);
        List<String> written = Files.readAllLines(lines);
        long ofRegion = countOf(token);
        assertThat(written).hasSize((int) ofRegion).allMatch(line -> line.startsWith("{"));
        assertThat(String.join("\n", written)).doesNotContain(ValueText.token(token).substring(2));
    }

    @Test
    void exportsACaptureOfTheViolationsOnly() throws Exception {
        open.open(capture);
        Path part = folder.resolve("violations.pcapng");
        openExport(ExportFormat.PCAPNG);
        open.act(() -> open.node(CheckBox.class, "#export-violations").setSelected(true));
        export(part);
        assertThat(said()).contains("violations.pcapng");
        assertThat(eventsIn(part)).isGreaterThanOrEqualTo(open.snapshot().violationCount());
    }

    @Test
    void aWrongRangeCannotBeExported() throws Exception {
        open.open(capture);
        openExport(ExportFormat.CSV);
        open.act(() -> open.node(TextField.class, "#export-first").setText("9"));
        open.act(() -> open.node(TextField.class, "#export-last").setText("3"));
        assertThat(onFx(() -> open.node("#export-begin").isDisabled())).isTrue();
        open.act(() -> open.node(TextField.class, "#export-last").setText("30"));
        assertThat(onFx(() -> open.node("#export-begin").isDisabled())).isFalse();
    }

    @Test
    void saysThatAnExportCannotBeWritten() throws Exception {
        open.open(capture);
        openExport(ExportFormat.CSV);
        export(folder.resolve("nowhere").resolve("table.csv"));
        assertThat(said()).isEqualTo("table.csv cannot be saved: the folder does not exist.");
    }

    private String saidOnOpening(Path file) throws Exception {
        open.answers.add(file);
        open.act(() -> open.window.actions().run(ActionId.OPEN));
        until(() -> !open.window.problem().isEmpty());
        return said();
    }

    private void save(Path target) throws Exception {
        open.answers.add(target);
        open.act(() -> open.window.actions().run(ActionId.SAVE));
        until(() -> !said().isEmpty());
    }

    @SuppressWarnings("unchecked") // the one choice of the dialog is that of formats
    private void openExport(ExportFormat format) throws Exception {
        open.act(() -> open.window.actions().run(ActionId.EXPORT));
        open.act(() -> open.node(ChoiceBox.class, "#export-format").setValue(format));
    }

    private void export(Path target) throws Exception {
        open.answers.add(target);
        open.robot.clickOn("#export-begin");
        until(() -> !open.node("#export-dialog").isVisible());
        until(() -> !said().isEmpty());
    }

    private String said() {
        return open.node(Label.class, "#notice-sentence").getText();
    }

    private long countOf(long token) {
        long count = 0;
        for (long event = 0; event < open.count(); event++) {
            count += open.snapshot().token(event) == token ? 1 : 0;
        }
        return count;
    }

    private long first(TapKind kind) {
        long event = 0;
        while (open.snapshot().kind(event) != kind) {
            event++;
        }
        return event;
    }

    private static long eventsIn(Path file) throws Exception {
        try (RecordingSession session = RecordingSession.open(file)) {
            session.awaitEnd();
            return session.snapshot().eventCount();
        }
    }
}
