package ismscope.app.window;

import ismscope.app.action.ActionId;
import ismscope.app.action.ActionNodes;
import ismscope.app.icons.Icon;
import ismscope.app.model.Player;
import ismscope.app.model.SessionModel;
import ismscope.app.text.Texts;
import ismscope.app.theme.Palette;
import ismscope.app.theme.Theme;
import ismscope.device.scenario.Scenario;
import ismscope.device.scenario.ScenarioOptions;
import ismscope.device.scenario.Scenarios;
import ismscope.inspector.session.Session;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Separator;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The tool bar: scenario and its start, files, places to go to, theme.
final class MainToolBar {
    private final HBox bar;
    private final ActionNodes nodes;
    private final Texts texts;
    private final ComboBox<Scenario> scenarios = new ComboBox<>();
    private ScenarioOptions first = ScenarioOptions.of(Scenarios.DEFAULT);

    MainToolBar(HBox bar, ActionNodes nodes, Texts texts) {
        this.bar = bar;
        this.nodes = nodes;
        this.texts = texts;
    }

    /// Fills the bar.
    ///
    /// @param running whether a scenario plays
    void fill(Palette palette, ObservableBooleanValue running) {
        scenarios.setId("scenario");
        scenarios.getItems().setAll(Scenarios.all());
        Scenarios.byName(first.scenario()).ifPresent(scenarios::setValue);
        scenarios.setCellFactory(_ -> new ScenarioCell(true));
        scenarios.setButtonCell(new ScenarioCell(false));
        scenarios.setFocusTraversable(false);
        scenarios.setVisibleRowCount(12);
        scenarios.setTooltip(new Tooltip(texts.text("toolbar.scenario.tip")));
        scenarios.setAccessibleText(texts.text("toolbar.scenario.tip"));
        Button startStop = nodes.button(ActionId.START_STOP);
        startStop.getStyleClass().add("start-stop");
        Runnable pictureOfStart =
                () -> {
                    startStop.setGraphic((running.get() ? Icon.STOP : Icon.START).view());
                    startStop.pseudoClassStateChanged(
                            javafx.css.PseudoClass.getPseudoClass("running"), running.get());
                };
        running.addListener(_ -> pictureOfStart.run());
        pictureOfStart.run();
        Button theme = nodes.button(ActionId.THEME_SWITCH);
        Runnable pictureOfTheme =
                () ->
                        theme.setGraphic(
                                (palette.theme() == Theme.DARK ? Icon.LIGHT : Icon.DARK).view());
        palette.themeProperty().addListener(_ -> pictureOfTheme.run());
        pictureOfTheme.run();
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        bar.getChildren().addAll(scenarios, startStop, nodes.button(ActionId.RESTART), line());
        add(ActionId.OPEN, ActionId.SAVE, ActionId.EXPORT);
        bar.getChildren().add(line());
        add(
                ActionId.BACK,
                ActionId.FORWARD,
                ActionId.GO_TO,
                ActionId.FIRST_EVENT,
                ActionId.LAST_EVENT,
                ActionId.NEXT_FINDING);
        bar.getChildren().addAll(line());
        add(ActionId.STEP_BACK, ActionId.PLAY_PAUSE, ActionId.STEP_FORWARD, ActionId.REPLAY);
        bar.getChildren().add(gap);
        add(ActionId.LAYOUT_WATCH, ActionId.LAYOUT_TRACE, ActionId.LAYOUT_MEMORY);
        bar.getChildren().addAll(line(), theme, nodes.button(ActionId.CHEAT_SHEET));
    }

    /// Adds the speed of the player, and makes its button say what it would do.
    void addPlayer(Player player, SessionModel model) {
        Button button = (Button) bar.lookup("#tool-" + ActionId.PLAY_PAUSE.name());
        Runnable picture =
                () -> {
                    boolean live = model.statusProperty().get() == Session.Status.LIVE;
                    boolean moving = player.playingProperty().get() || (live && model.following());
                    button.setGraphic((moving ? Icon.PAUSE : Icon.PLAY).view());
                };
        player.playingProperty().addListener(_ -> picture.run());
        model.followingProperty().addListener(_ -> picture.run());
        model.statusProperty().addListener(_ -> picture.run());
        picture.run();
        MenuButton speed = new MenuButton();
        speed.setId("speed");
        speed.getStyleClass().addAll("flat", "speed");
        speed.setFocusTraversable(false);
        speed.setTooltip(new Tooltip(texts.text("toolbar.speed.tip")));
        speed.textProperty().bind(player.speedProperty().map(MainToolBar::speedText));
        for (double multiple : Player.SPEEDS) {
            MenuItem item = new MenuItem(speedText(multiple));
            item.setOnAction(_ -> player.setSpeed(multiple));
            speed.getItems().add(item);
        }
        int place = bar.getChildren().indexOf(bar.lookup("#tool-" + ActionId.STEP_FORWARD.name()));
        bar.getChildren().add(place + 1, speed);
    }

    /// {@return what to play: the chosen scenario, with the options it was first started with}
    ScenarioOptions options() {
        Scenario scenario = scenarios.getValue();
        boolean same = scenario == null || scenario.name().equals(first.scenario());
        return same ? first : ScenarioOptions.of(scenario.name());
    }

    /// Shows a scenario as chosen, without starting it.
    void choose(ScenarioOptions options) {
        first = options;
        Scenarios.byName(options.scenario()).ifPresent(scenarios::setValue);
    }

    private static String speedText(double multiple) {
        boolean whole = multiple == Math.rint(multiple);
        return (whole ? Long.toString((long) multiple) : Double.toString(multiple)) + "\u00d7";
    }

    private void add(ActionId... ids) {
        for (ActionId id : ids) {
            bar.getChildren().add(nodes.button(id));
        }
    }

    private static Separator line() {
        return new Separator(Orientation.VERTICAL);
    }

    /// A scenario by name and, in the list, what is to be seen.
    private static final class ScenarioCell extends ListCell<Scenario> {
        private final boolean withSummary;

        ScenarioCell(boolean withSummary) {
            this.withSummary = withSummary;
        }

        @Override
        protected void updateItem(@Nullable Scenario scenario, boolean empty) {
            super.updateItem(scenario, empty);
            setText(null);
            setGraphic(null);
            if (scenario == null || empty) {
                return;
            }
            if (withSummary) {
                Label name = new Label(scenario.name());
                name.getStyleClass().add("scenario-name");
                Label summary = new Label(scenario.summary());
                summary.getStyleClass().add("hint");
                setGraphic(new VBox(name, summary));
            } else {
                setText(scenario.name());
            }
        }
    }
}
