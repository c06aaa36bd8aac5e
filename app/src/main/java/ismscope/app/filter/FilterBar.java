package ismscope.app.filter;

import ismscope.app.colour.ColourMenu;
import ismscope.app.field.ProposalList;
import ismscope.app.field.SearchField;
import ismscope.app.icons.Icon;
import ismscope.app.model.EventFiltering;
import ismscope.app.model.SessionModel;
import ismscope.app.text.Texts;
import ismscope.inspector.filter.Filter;
import ismscope.inspector.filter.FilterCompletion;
import ismscope.inspector.filter.FilterCompletion.Suggestion;
import ismscope.inspector.filter.FilterException;
import ismscope.inspector.filter.FilterFault;
import ismscope.inspector.session.SessionSnapshot;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javafx.animation.PauseTransition;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// The line in which a display filter is typed. What is typed is parsed at each key and applied
/// when no key comes for a moment, at once on Enter; what is no filter leaves the one before
/// applied, and what is wrong with it is said below.
///
/// Thread: FX.
public final class FilterBar {
    private static final Duration PAUSE = Duration.millis(150);
    private static final int MOST_SUGGESTIONS = 60;

    private final SessionModel model;
    private final EventFiltering filtering;
    private final Texts texts;
    private final FilterFiles files;
    private final SearchField field;
    private final Label message = new Label();
    private final VBox node = new VBox();
    private final FilterMenu menu;
    private final PauseTransition pause = new PauseTransition(PAUSE);
    private final ProposalList<Suggestion> completion =
            new ProposalList<>(
                    "filter-completion", Suggestion::text, Suggestion::description, this::accept);
    private final Runnable done;
    private boolean quiet;

    /// How what is typed stands.
    private enum Standing {
        EMPTY(Icon.FILTER, "filter.state.empty"),
        TYPING(Icon.FILTER, "filter.state.typing"),
        VALID(Icon.CHECK, "filter.state.valid"),
        INVALID(Icon.VIOLATION, "filter.state.invalid");

        private final Icon icon;
        private final String words;

        Standing(Icon icon, String words) {
            this.icon = icon;
            this.words = words;
        }

        PseudoClass pseudoClass() {
            return PseudoClass.getPseudoClass(name().toLowerCase(Locale.ROOT));
        }
    }

    /// Builds the bar.
    ///
    /// @param done gives the keyboard's focus back
    public FilterBar(
            EventFiltering filtering, FilterFiles files, ColourMenu colours, Runnable done) {
        model = filtering.model();
        texts = colours.texts();
        this.filtering = filtering;
        this.files = files;
        this.done = done;
        field = new SearchField(texts);
        menu = new FilterMenu(files, texts, this::put, colours::of);
        build();
        field.textProperty().addListener(_ -> typed());
        field.caretPositionProperty().addListener(_ -> propose());
        field.focusedProperty()
                .addListener((_, _, focused) -> {
                    if (!focused) {
                        completion.show(List.of());
                    }
                });
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        pause.setOnFinished(_ -> apply());
        stand(Standing.EMPTY, "");
    }

    private void build() {
        field.setId("filter");
        field.getStyleClass().add("filter-field");
        field.setPromptText(texts.text("filter.prompt"));
        field.setAccessibleText(texts.text("filter.prompt"));
        HBox.setHgrow(field, Priority.ALWAYS);
        message.setId("filter-message");
        message.getStyleClass().add("filter-message");
        message.setWrapText(true);
        message.setMinWidth(0);
        HBox line = new HBox(field, menu.node());
        line.getStyleClass().add("pane-tools");
        line.setAlignment(Pos.CENTER_LEFT);
        node.setId("filter-bar");
        node.getStyleClass().add("filter-bar");
        node.getChildren().addAll(line, message);
    }

    /// {@return the bar itself}
    public Node node() {
        return node;
    }

    /// {@return what it proposes, to be laid over what is below it}
    public Node over() {
        return completion.node();
    }

    /// Puts the keyboard's focus into it.
    public void open() {
        field.requestFocus();
        field.selectAll();
        propose();
    }

    /// {@return what is typed}
    public String typedText() {
        return field.getText();
    }

    /// Puts a filter in and applies it.
    public void put(String text) {
        quiet = true;
        field.setText(text);
        field.positionCaret(text.length());
        quiet = false;
        typed();
        applyAndKeep();
    }

    /// Puts a filter in, to be changed or applied with Enter.
    public void prepare(String text) {
        quiet = true;
        field.setText(text);
        field.requestFocus();
        field.positionCaret(text.length());
        quiet = false;
        pause.stop();
    }

    /// Filters nothing any more.
    public void clear() {
        put("");
    }

    private void typed() {
        pause.stop();
        if (field.getText().isBlank()) {
            stand(Standing.EMPTY, "");
            filtering.apply(Filter.EVERYTHING);
        } else {
            FilterFault fault = fault();
            if (fault == null) {
                stand(Standing.TYPING, "");
                pause.playFromStart();
            } else {
                boolean going = goesOn(fault);
                stand(going ? Standing.TYPING : Standing.INVALID, going ? "" : words(fault));
            }
        }
        propose();
    }

    /// {@return whether what is wrong may only be that the rest is not typed yet}
    private boolean goesOn(FilterFault fault) {
        String text = field.getText();
        boolean atEnd = fault.position() + fault.length() >= text.stripTrailing().length();
        return atEnd
                && (fault.length() == 0
                        || !FilterCompletion.at(text, text.length(), devices()).isEmpty());
    }

    private String words(FilterFault fault) {
        return texts.text("filter.wrong", fault.position() + 1, fault.inFull());
    }

    private @Nullable FilterFault fault() {
        SessionSnapshot snapshot = model.snapshot();
        if (snapshot == null) {
            return null;
        }
        try {
            Filter.parse(field.getText(), snapshot);
            return null;
        } catch (FilterException e) {
            return e.fault();
        }
    }

    private void apply() {
        SessionSnapshot snapshot = model.snapshot();
        if (snapshot == null) {
            return;
        }
        try {
            Filter filter = Filter.parse(field.getText(), snapshot);
            filtering.apply(filter);
            stand(filter.wantsAll() ? Standing.EMPTY : Standing.VALID, "");
        } catch (FilterException e) {
            stand(Standing.INVALID, words(e.fault()));
            field.selectRange(e.fault().position(), e.fault().position() + e.fault().length());
        }
    }

    private void applyAndKeep() {
        pause.stop();
        completion.show(List.of());
        apply();
        String text = field.getText().strip();
        if (text.isEmpty() || !filtering.filterProperty().get().text().strip().equals(text)) {
            return;
        }
        try {
            files.used(text);
        } catch (IOException e) {
            message.setText(texts.text("filter.not_kept", String.valueOf(e.getMessage())));
        }
    }

    private void stand(Standing standing, String sentence) {
        for (Standing each : Standing.values()) {
            field.pseudoClassStateChanged(each.pseudoClass(), each == standing);
        }
        field.setIcon(standing.icon);
        field.setAccessibleHelp(texts.text(standing.words));
        message.setText(sentence);
        message.setVisible(!sentence.isEmpty());
        message.setManaged(!sentence.isEmpty());
    }

    private void propose() {
        if (quiet || !field.isFocused() || field.getText().isEmpty()) {
            completion.show(List.of());
            return;
        }
        int caret = Math.min(field.getCaretPosition(), field.getText().length());
        completion.show(
                FilterCompletion.at(field.getText(), caret, devices()).stream()
                        .limit(MOST_SUGGESTIONS)
                        .toList());
    }

    private List<String> devices() {
        SessionSnapshot snapshot = model.snapshot();
        return snapshot == null
                ? List.of()
                : IntStream.range(0, snapshot.deviceCount())
                        .mapToObj(snapshot::deviceName)
                        .distinct()
                        .toList();
    }

    private void accept(Suggestion suggestion) {
        field.setText(suggestion.into(field.getText()));
        field.requestFocus();
        field.positionCaret(suggestion.caret());
    }

    private void pressed(KeyEvent event) {
        Suggestion chosen = completion.isOpen() ? completion.selected() : null;
        KeyCode key = event.getCode();
        if (completion.isOpen() && (key == KeyCode.DOWN || key == KeyCode.UP)) {
            completion.move(key == KeyCode.DOWN ? 1 : -1);
        } else if (key == KeyCode.TAB && completion.isOpen() && !event.isShiftDown()) {
            if (chosen == null) {
                completion.move(1);
            }
            Suggestion first = completion.selected();
            if (first != null) {
                accept(first);
            }
        } else if (key == KeyCode.ENTER) {
            if (chosen != null) {
                accept(chosen);
            } else {
                applyAndKeep();
            }
        } else if (key == KeyCode.ESCAPE && completion.isOpen()) {
            completion.show(List.of());
        } else if (key == KeyCode.ESCAPE) {
            done.run();
        } else {
            return;
        }
        event.consume();
    }
}
