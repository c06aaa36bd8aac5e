package ismscope.app.hex;

import ismscope.app.action.ActionId;
import ismscope.app.action.ActionNodes;
import ismscope.app.action.Actions;
import ismscope.app.action.ClipboardText;
import ismscope.app.filter.Pointed;
import ismscope.app.find.BytePattern;
import ismscope.app.hex.GoTo.Place;
import ismscope.app.icons.Icon;
import ismscope.app.model.LatestTask;
import ismscope.app.model.SessionModel;
import ismscope.app.text.Amounts;
import ismscope.app.text.Texts;
import ismscope.app.theme.Palette;
import ismscope.inspector.session.SessionSnapshot;
import ismscope.inspector.state.RegionBytes;
import ismscope.inspector.state.SessionState;
import ismscope.inspector.state.SessionState.RegionState;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// The bytes of a region with what one needs to find one's way in them: of the region that was
/// chosen, or else of the one that events are about ([ShownRegion]).
///
/// Its keys, while the bytes have the focus, are the actions of [ismscope.app.action.Scope#REGION].
/// Thread: FX.
public final class RegionPane extends BorderPane {
    /// Pixels from which there is room for the bytes and for what they are as numbers.
    private static final double HIGH = 230;

    private final SessionModel model;
    private final Texts texts;
    private final HexView view;
    private final SelectedBytes selected;
    private final HexKeys keys;
    private final InspectorBar inspector;
    private final FindBar findBar;
    private final ComboBox<RegionChoice> chooser = new ComboBox<>();
    private final QualityBadges quality;
    private final Label emptyWords = new Label();
    private final VBox empty = new VBox(10);
    private final LatestTask<Long> searching = LatestTask.onOwnThread("region-search");
    private final ToggleButton pin = new ToggleButton(null, Icon.PIN.view());
    private final ReadOnlyStringWrapper standing = new ReadOnlyStringWrapper("");
    private boolean choosing;

    /// Shows what the model shows.
    public RegionPane(SessionModel model, Palette palette, Texts texts) {
        this.model = model;
        this.texts = texts;
        quality = new QualityBadges(texts);
        view = new HexView(model, palette, texts);
        selected = new SelectedBytes(model, view);
        inspector = new InspectorBar(model, texts);
        findBar = new FindBar(texts, new Finder());
        new HexInput(view);
        keys =
                new HexKeys(
                        view,
                        new HexKeys.Requests(
                                findBar::openGoTo,
                                findBar::openFind,
                                findBar::find,
                                () -> copy(CopyFormat.HEX),
                                new DifferenceSearch(model, view, this::sayKey)));
        setId("region-pane");
        getStyleClass().add("region-pane");
        setTop(new VBox(header(), findBar.node()));
        setCenter(new StackPane(view, emptyState()));
        setBottom(inspector);
        view.setAccessibleText(texts.text("region.accessible"));
        view.windowProperty().addListener(_ -> showWindow());
        view.caretProperty().addListener(_ -> showWindow());
        model.stateProperty().addListener(_ -> showRegion());
        model.sessionProperty().addListener(_ -> showRegion());
        // A change listener runs after those of the view, an invalidation listener before them.
        model.selectionProperty().addListener((_, _, _) -> showRegion());
        view.shownRegion().pinnedProperty().addListener(_ -> showRegion());
        heightProperty().addListener(_ -> inspector.showReadings(getHeight() >= HIGH));
        showRegion();
    }

    /// Makes its actions known.
    public void bindActions(Actions actions) {
        keys.bind(actions);
    }

    /// Puts the keyboard's focus into the bytes, or where a region can be chosen while there are
    /// none.
    @Override
    public void requestFocus() {
        if (view.isVisible()) {
            view.requestFocus();
        } else {
            chooser.requestFocus();
        }
    }

    /// {@return whether the newest store is always brought into view}
    public BooleanProperty followWritesProperty() {
        return view.followWritesProperty();
    }

    /// {@return in a word whether the region stays or follows events, empty while there is none}
    public ReadOnlyStringProperty standingProperty() {
        return standing.getReadOnlyProperty();
    }

    /// {@return the selected bytes and the events that stored such, [Pointed#NOTHING] if there are
    /// none}
    public Pointed pointedAt() {
        return selected.pointed();
    }

    HexView view() {
        return view;
    }

    private HBox header() {
        chooser.setId("region-chooser");
        chooser.setPromptText(texts.text("region.choose"));
        chooser.setMaxWidth(Double.MAX_VALUE);
        chooser.setMinWidth(60);
        chooser.setVisibleRowCount(14);
        chooser.setConverter(new ChoiceWords());
        chooser.setOnShowing(_ -> offerRegions());
        chooser.valueProperty().addListener((_, _, choice) -> chosen(choice));
        HBox.setHgrow(chooser, Priority.ALWAYS);
        pin.setOnAction(_ -> pinOrUnpin());
        ToggleButton follow = new ToggleButton(null, Icon.FOLLOW.view());
        follow.selectedProperty().bindBidirectional(view.followWritesProperty());
        HBox header =
                new HBox(
                        chooser,
                        tool("region-pin", pin, "region.pin"),
                        quality,
                        tool("region-follow", follow, "region.follow"),
                        tool("region-go-to", ActionId.REGION_GO_TO, findBar::openGoTo),
                        tool("region-search", ActionId.REGION_FIND, findBar::openFind),
                        copyMenu());
        header.setAlignment(Pos.CENTER_LEFT);
        header.getStyleClass().add("pane-tools");
        return header;
    }

    private Button tool(String id, ActionId action, Runnable handler) {
        Button button = new Button();
        button.setId(id);
        ActionNodes.dress(button, action, texts);
        button.setFocusTraversable(false);
        button.setOnAction(_ -> handler.run());
        return button;
    }

    private <B extends ButtonBase> B tool(String id, B button, String key) {
        button.setId(id);
        button.getStyleClass().add("tool-button");
        button.setTooltip(new Tooltip(texts.text(key)));
        button.setAccessibleText(texts.text(key));
        button.setFocusTraversable(false);
        return button;
    }

    private MenuButton copyMenu() {
        MenuButton menu = new MenuButton(null, Icon.COPY.view());
        menu.getItems()
                .addAll(
                        copyItem("region.copy.hex", CopyFormat.HEX),
                        copyItem("region.copy.ascii", CopyFormat.ASCII),
                        copyItem("region.copy.array", CopyFormat.C_ARRAY));
        return tool("region-copy", menu, "region.copy");
    }

    private MenuItem copyItem(String key, CopyFormat format) {
        MenuItem item = new MenuItem(texts.text(key));
        item.setOnAction(_ -> copy(format));
        return item;
    }

    private VBox emptyState() {
        empty.getChildren().addAll(Icon.HEX.view(48), emptyWords);
        empty.setAlignment(Pos.CENTER);
        empty.setMouseTransparent(true);
        empty.getStyleClass().add("empty-state");
        emptyWords.setId("region-empty");
        emptyWords.setWrapText(true);
        return empty;
    }

    private void showRegion() {
        RegionState region = view.region();
        SessionState state = model.state();
        boolean some = region != null && region.size() > 0;
        empty.setVisible(!some);
        view.setVisible(some);
        inspector.setVisible(some);
        inspector.setManaged(some);
        boolean pinned = view.shownRegion().pinnedProperty().get();
        pin.setSelected(pinned);
        pin.setDisable(region == null);
        standing.set(
                region == null
                        ? ""
                        : texts.text(
                                pinned ? "region.standing.pinned" : "region.standing.follows"));
        chooser.setDisable(state == null || state.regions().isEmpty());
        if (!some) {
            quality.showNothing();
        }
        emptyWords.setText(texts.text(emptyKey(state)));
        choosing = true;
        chooser.setValue(region == null || state == null ? null : RegionChoice.of(region, state));
        choosing = false;
    }

    private String emptyKey(@Nullable SessionState state) {
        if (state == null || state.regions().isEmpty()) {
            return "region.empty.none";
        }
        return "region.empty.not_yet";
    }

    private void pinOrUnpin() {
        RegionState region = view.region();
        if (pin.isSelected() && region != null) {
            view.shownRegion().pin(region.token());
        } else {
            view.shownRegion().unpin();
        }
    }

    private void offerRegions() {
        SessionState state = model.state();
        if (state != null) {
            RegionChoice now = chooser.getValue();
            choosing = true;
            chooser.getItems().setAll(RegionChoice.of(state));
            chooser.setValue(now);
            choosing = false;
        }
    }

    private void chosen(@Nullable RegionChoice choice) {
        if (!choosing && choice != null) {
            view.shownRegion().pin(choice.token());
        }
    }

    private void showWindow() {
        RegionWindow window = view.windowProperty().get();
        if (window == null) {
            return;
        }
        quality.show(window);
        inspector.show(
                window,
                view.map(),
                view.caretProperty().get(),
                view.selectionEnd() - view.selectionStart());
    }

    private void sayKey(String key) {
        findBar.say(key.isEmpty() ? "" : texts.text(key), !key.isEmpty());
    }

    private void copy(CopyFormat format) {
        if (selected.count() == 0) {
            return;
        }
        ClipboardText.put(format.write(selected.read(CopyFormat.MOST_BYTES)));
        if (selected.count() > CopyFormat.MOST_BYTES) {
            findBar.say(texts.text("region.copy.cut", Amounts.bytes(CopyFormat.MOST_BYTES)), false);
        }
    }

    /// What the find bar asks for.
    private final class Finder implements FindBar.Handler {
        @Override
        public void goTo(String typed) {
            RegionState region = view.region();
            if (region == null) {
                return;
            }
            GoTo reader =
                    new GoTo(region.size(), view.map().chunkSize(), view.caretProperty().get());
            switch (reader.read(typed)) {
                case Place.At at -> {
                    view.moveCaret(at.offset(), false);
                    findBar.say("", false);
                    view.requestFocus();
                }
                case Place.Outside outside ->
                        findBar.say(
                                texts.text(
                                        "region.go_to.outside",
                                        outside.offset().toString(16),
                                        Long.toHexString(region.size())),
                                true);
                case Place.Unreadable _ -> findBar.say(texts.text("region.go_to.wrong"), true);
            }
        }

        @Override
        public void find(String typed, boolean asText, int way) {
            Optional<byte[]> pattern = BytePattern.read(typed, asText);
            SessionSnapshot snapshot = model.snapshot();
            SessionState state = model.state();
            RegionState region = view.region();
            if (pattern.isEmpty() || snapshot == null || state == null || region == null) {
                findBar.say(texts.text("region.find.wrong"), true);
                return;
            }
            findBar.say(texts.text("region.find.busy"), false);
            long caret = view.selectionStart();
            RegionBytes bytes = snapshot.regionAt(region.token(), state.event());
            RegionSearch search =
                    new RegionSearch(bytes, pattern.get(), () -> model.snapshot() == null);
            searching.ask(
                    () -> way < 0 ? search.previous(caret) : search.next(caret + 1),
                    place -> found(place, pattern.get().length, caret, way));
        }

        private void found(long place, int length, long caret, int way) {
            if (place < 0) {
                findBar.say(texts.text("region.find.nothing"), true);
                return;
            }
            boolean around = way < 0 ? place >= caret : place <= caret;
            findBar.say(around ? texts.text("region.find.around") : "", false);
            view.selectRange(place, length);
        }

        @Override
        public void closed() {
            view.requestFocus();
        }
    }

    /// The chosen region on one line.
    private final class ChoiceWords extends StringConverter<RegionChoice> {
        @Override
        public String toString(@Nullable RegionChoice choice) {
            if (choice == null) {
                return "";
            }
            return choice.alive()
                    ? choice.line()
                    : choice.line() + "   " + texts.text("region.freed");
        }

        @Override
        public @Nullable RegionChoice fromString(String text) {
            return null;
        }
    }
}
