package ismscope.app.export;

import ismscope.app.fxml.Veil;
import ismscope.app.fxml.View;
import ismscope.app.fxml.ViewLoader;
import ismscope.app.model.BackgroundWork;
import ismscope.app.model.EventFiltering;
import ismscope.app.model.Marks;
import ismscope.app.model.Selection;
import ismscope.app.model.SessionModel;
import ismscope.app.notice.FileTrouble;
import ismscope.app.notice.Notice;
import ismscope.app.notice.NoticeBar;
import ismscope.app.text.Texts;
import ismscope.device.tap.TapKind;
import ismscope.inspector.event.ValueText;
import ismscope.inspector.export.EventFilter;
import ismscope.inspector.export.EventSelection;
import ismscope.inspector.export.ExportFormat;
import ismscope.inspector.export.ExportOptions;
import ismscope.inspector.export.ExportProgress;
import ismscope.inspector.export.ExportResult;
import ismscope.inspector.export.Exporter;
import ismscope.inspector.filter.Filter;
import ismscope.inspector.session.SessionSnapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.util.StringConverter;

/// Asks what to export and as what, then exports beside the window's work; can be cancelled.
///
/// Thread: FX.
public final class ExportDialog {
    private static final PseudoClass INVALID = PseudoClass.getPseudoClass("invalid");

    private final SessionModel model;
    private final EventFiltering filtering;
    private final Texts texts;
    private final NoticeBar notices;
    private final BiFunction<String, String, Optional<Path>> askForFile;
    private final Veil veil;
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private boolean running;
    @FXML private ChoiceBox<ExportFormat> format;
    @FXML private ChoiceBox<ExportChoice> what;
    @FXML private HBox rangeRow;
    @FXML private TextField first;
    @FXML private TextField last;
    @FXML private CheckBox onlyDevice;
    @FXML private CheckBox onlyRegion;
    @FXML private CheckBox onlyViolations;
    @FXML private CheckBox redact;
    @FXML private Label hint;
    @FXML private ProgressBar progress;
    @FXML private Button export;
    @FXML private Button cancel;

    /// Builds the dialog, hidden.
    ///
    /// @param filtering the session, and which of its events are shown
    /// @param askForFile asks where to write: gets a name to suggest and the key of the words for
    ///   this kind of file
    public ExportDialog(
            EventFiltering filtering,
            Texts texts,
            ViewLoader views,
            NoticeBar notices,
            BiFunction<String, String, Optional<Path>> askForFile) {
        this.filtering = filtering;
        model = filtering.model();
        this.texts = texts;
        this.notices = notices;
        this.askForFile = askForFile;
        veil = new Veil("export-dialog", views.load(View.EXPORT_DIALOG, this), this::cancelOrClose);
    }

    /// {@return what lies over the window}
    public Node node() {
        return veil;
    }

    /// Shows it for the session and the selection as they are.
    public void open() {
        Selection selection = model.selection();
        SessionSnapshot snapshot = model.snapshot();
        boolean device = selection.device() >= 0;
        onlyDevice.setDisable(!device);
        onlyDevice.setSelected(false);
        onlyDevice.setText(
                texts.text(
                        "export.only_device",
                        device && snapshot != null
                                ? snapshot.deviceName(selection.device())
                                : "\u2013"));
        onlyRegion.setDisable(selection.token() == 0);
        onlyRegion.setSelected(false);
        onlyRegion.setText(
                texts.text(
                        "export.only_region",
                        selection.token() == 0
                                ? "\u2013"
                                : ValueText.shortToken(selection.token())));
        first.setText("");
        last.setText("");
        what.setValue(filter().wantsAll() ? ExportChoice.ALL : ExportChoice.SHOWN);
        last.setPromptText(snapshot == null ? "" : Long.toString(snapshot.eventCount()));
        showRunning(false);
        check();
        veil.setVisible(true);
        format.requestFocus();
    }

    @FXML
    private void initialize() {
        offer(format, ExportFormat.values(), ExportDialog::key);
        offer(what, ExportChoice.values(), ExportChoice::words);
        what.valueProperty().addListener(_ -> check());
        format.setValue(ExportFormat.PCAPNG);
        first.textProperty().addListener(_ -> ranged());
        last.textProperty().addListener(_ -> ranged());
        export.setOnAction(_ -> begin());
        cancel.setOnAction(_ -> cancelOrClose());
    }

    private <E> void offer(ChoiceBox<E> box, E[] choices, Function<E, String> words) {
        box.getItems().setAll(List.of(choices));
        box.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(E each) {
                        return each == null ? "" : texts.text(words.apply(each));
                    }

                    @Override
                    public E fromString(String said) {
                        throw new UnsupportedOperationException("it is chosen, not typed");
                    }
                });
    }

    /// {@return which events are shown}
    private Filter filter() {
        return filtering.filterProperty().get();
    }

    /// Who types a range wants one.
    private void ranged() {
        if (!first.getText().isBlank() || !last.getText().isBlank()) {
            what.setValue(ExportChoice.RANGE);
        }
        check();
    }

    private Optional<ExportRange> range() {
        return what.getValue() == ExportChoice.RANGE
                ? ExportRange.parse(first.getText(), last.getText())
                : ExportRange.parse("", "");
    }

    private static String key(ExportFormat format) {
        return "export.format." + format.extension();
    }

    private void check() {
        boolean ranged = what.getValue() == ExportChoice.RANGE;
        rangeRow.setVisible(ranged);
        rangeRow.setManaged(ranged);
        boolean wrong = range().isEmpty();
        first.pseudoClassStateChanged(INVALID, wrong);
        last.pseudoClassStateChanged(INVALID, wrong);
        hint.setText(hint(wrong));
        export.setDisable(wrong || running);
    }

    private String hint(boolean wrong) {
        if (wrong) {
            return texts.text("export.wrong_range");
        }
        ExportChoice choice = what.getValue() == null ? ExportChoice.ALL : what.getValue();
        return switch (choice) {
            case ALL -> "";
            case SHOWN ->
                    filter().wantsAll() ? texts.text("export.no_filter") : filter().text().strip();
            case MARKED -> texts.text("export.marked", model.marks().all().size());
            case RANGE -> texts.text("export.hint");
        };
    }

    private void begin() {
        SessionSnapshot snapshot = model.snapshot();
        Optional<ExportRange> range = range();
        if (snapshot == null || range.isEmpty()) {
            return;
        }
        ExportFormat chosen = format.getValue();
        String suggestion = "session." + chosen.extension();
        Optional<Path> file = askForFile.apply(suggestion, key(chosen));
        if (file.isPresent()) {
            start(snapshot, chosen, narrowed(range.get()), file.get());
        }
    }

    private EventSelection narrowed(ExportRange range) {
        EventSelection wanted = EventSelection.ALL.between(range.first(), range.last());
        if (onlyDevice.isSelected()) {
            wanted = wanted.ofDevices(Set.of(model.selection().device()));
        }
        if (onlyRegion.isSelected()) {
            wanted = wanted.ofTokens(Set.of(model.selection().token()));
        }
        if (onlyViolations.isSelected()) {
            wanted = wanted.ofKinds(Set.of(TapKind.VIOLATION));
        }
        return wanted;
    }

    private void start(
            SessionSnapshot snapshot, ExportFormat chosen, EventSelection narrowed, Path target) {
        ExportChoice choice = what.getValue();
        Filter filter = filter();
        Marks marks = model.marks();
        boolean redacted = redact.isSelected();
        cancelled.set(false);
        showRunning(true);
        ExportProgress follower = follower();
        BackgroundWork.begin(
                "export",
                () -> {
                    EventFilter wanted = choice.of(snapshot, filter, marks, narrowed);
                    ExportOptions options = new ExportOptions(wanted, redacted, false);
                    return new Exporter(snapshot, chosen, options).toFile(target, follower);
                },
                result -> ended(result, target),
                cause -> {
                    showRunning(false);
                    notices.show(new FileTrouble(texts).writing(target, cause));
                    veil.setVisible(false);
                });
    }

    /// Hands on the newest share only: the window takes it when it has time.
    private ExportProgress follower() {
        AtomicReference<Double> newest = new AtomicReference<>(0.0);
        AtomicBoolean waiting = new AtomicBoolean();
        return (done, all) -> {
            newest.set(all == 0 ? 1 : (double) done / all);
            if (waiting.compareAndSet(false, true)) {
                Platform.runLater(() -> {
                    waiting.set(false);
                    progress.setProgress(newest.get());
                });
            }
            return !cancelled.get();
        };
    }

    private void ended(ExportResult result, Path target) {
        showRunning(false);
        veil.setVisible(false);
        notices.show(
                new Notice(
                        Notice.Level.DONE,
                        result.cancelled()
                                ? texts.text("export.cancelled")
                                : texts.text(
                                        "export.done",
                                        result.events(),
                                        target.getFileName().toString()),
                        target.toAbsolutePath().toString()));
    }

    private void cancelOrClose() {
        if (running) {
            cancelled.set(true);
        } else {
            veil.setVisible(false);
        }
    }

    private void showRunning(boolean now) {
        running = now;
        progress.setVisible(now);
        progress.setProgress(0);
        for (Node control :
                new Node[] {format, what, first, last, onlyViolations, redact, export}) {
            control.setDisable(now);
        }
    }
}
