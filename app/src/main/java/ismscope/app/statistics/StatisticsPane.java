package ismscope.app.statistics;

import ismscope.app.model.SessionModel;
import ismscope.app.text.Amounts;
import ismscope.app.text.Numbers;
import ismscope.app.text.Texts;
import ismscope.app.theme.Palette;
import ismscope.inspector.event.ValueText;
import ismscope.inspector.filter.Filter;
import ismscope.inspector.statistics.Figures;
import ismscope.inspector.statistics.Latency;
import ismscope.inspector.statistics.Measure;
import ismscope.inspector.statistics.Scope;
import ismscope.inspector.statistics.Statistics;
import ismscope.inspector.statistics.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Separator;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// Figures of all VMs, commands or regions as a table, and how latencies of one are spread.
///
/// A double click on a number, or Enter, shows its events in the event list. What is counted can be
/// narrowed to what the filter wants and to the stretch that was chosen on the time line. Thread:
/// FX.
public final class StatisticsPane extends BorderPane {
    private static final double NARROWEST_BARS = 130;
    private static final double WIDEST_BARS = 260;

    private final SessionModel model;
    private final Texts texts;
    private final FigureTable table;
    private final LatencyBars bars;
    private final StatisticsWorker worker;
    private final Label summary = new Label();
    private final ToggleGroup group = new ToggleGroup();
    private final ToggleButton filtered = new ToggleButton();
    private final ToggleButton stretched = new ToggleButton();
    private @Nullable Statistics figures;
    private Part part = Part.VMS;
    private Supplier<Scope> narrowed = () -> Scope.EVERYTHING;

    /// Which subjects are in the table.
    private enum Part {
        VMS("statistics.part.vms"),
        COMMANDS("statistics.part.commands"),
        REGIONS("statistics.part.regions");

        private final String words;

        Part(String words) {
            this.words = words;
        }
    }

    /// Shows what the model shows.
    ///
    /// @param filter takes the filter of a number that was clicked
    public StatisticsPane(
            SessionModel model, Palette palette, Texts texts, Consumer<String> filter) {
        this.model = model;
        this.texts = texts;
        bars = new LatencyBars(palette, texts, bar -> filter.accept(repliesOf(bar)));
        table = new FigureTable(texts, () -> figures, filter, this::chosen);
        worker = new StatisticsWorker(model, this::show);
        setId("statistics");
        setTop(header());
        setCenter(table);
        setRight(bars);
        model.snapshotProperty().addListener(_ -> requestLayout());
        model.sessionProperty().addListener(_ -> clear());
    }

    /// Lets people count only what a filter wants, or a stretch of events.
    ///
    /// @param filter that is applied
    /// @param stretch that was chosen, null for none
    public void narrowBy(ObservableValue<Filter> filter, ObservableValue<@Nullable Scope> stretch) {
        narrowed =
                () -> {
                    Scope range = stretched.isSelected() ? stretch.getValue() : null;
                    return new Scope(
                            range == null ? 0 : range.from(),
                            range == null ? Long.MAX_VALUE : range.to(),
                            filtered.isSelected() ? filter.getValue() : Filter.EVERYTHING);
                };
        filter.addListener((_, _, _) -> narrow());
        stretch.addListener((_, _, _) -> narrow());
        stretched
                .disableProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () -> stretch.getValue() == null && !stretched.isSelected(),
                                stretch,
                                stretched.selectedProperty()));
    }

    private void narrow() {
        worker.setScope(narrowed.get());
    }

    /// Puts the keyboard's focus into the table.
    @Override
    public void requestFocus() {
        table.requestFocus();
    }

    @Override
    protected void layoutChildren() {
        worker.goOn();
        bars.setPrefWidth(Math.clamp(getWidth() / 5, NARROWEST_BARS, WIDEST_BARS));
        super.layoutChildren();
    }

    private String repliesOf(Latency.Bar bar) {
        Statistics now = figures;
        if (now == null) {
            return "";
        }
        Figures row = table.chosen();
        return now.scope().eventsOf((row == null ? now.whole() : row).subject(), bar.filter());
    }

    private HBox header() {
        HBox header = new HBox(4);
        for (Part each : Part.values()) {
            ToggleButton button = new ToggleButton(texts.text(each.words));
            button.setId("statistics-" + each);
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setToggleGroup(group);
            button.setSelected(each == part);
            button.setOnAction(_ -> {
                button.setSelected(true);
                part = each;
                fill();
            });
            header.getChildren().add(button);
        }
        header.getChildren()
                .addAll(
                        new Separator(Orientation.VERTICAL),
                        narrowing(filtered, "statistics.narrow.filter"),
                        narrowing(stretched, "statistics.narrow.stretch"));
        summary.setId("statistics-summary");
        summary.getStyleClass().add("hint");
        summary.setMinWidth(0);
        header.getChildren().add(summary);
        header.setAlignment(Pos.CENTER_LEFT);
        header.getStyleClass().add("pane-tools");
        return header;
    }

    /// @param words key of what it says
    private ToggleButton narrowing(ToggleButton button, String words) {
        button.setId(words.replace('.', '-'));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setText(texts.text(words));
        button.setOnAction(_ -> narrow());
        return button;
    }

    private void clear() {
        figures = null;
        summary.setText("");
        table.show(List.of());
        bars.show(Latency.NONE);
        requestLayout();
    }

    private void show(Statistics newest) {
        figures = newest;
        Figures whole = newest.whole();
        summary.setText(
                texts.text(
                        "statistics.summary",
                        Numbers.grouped(whole.count(Measure.EVENTS)),
                        Amounts.brief((long) newest.perSecond(whole.count(Measure.EVENTS))),
                        newest.alive().size(),
                        Amounts.bytes(newest.liveBytes()),
                        Amounts.bytes(newest.orphanedBytes()),
                        ValueText.duration(newest.spanNanos())));
        fill();
        requestLayout();
    }

    private void fill() {
        Statistics now = figures;
        if (now == null) {
            return;
        }
        List<Figures> rows = new ArrayList<>(List.of(now.whole()));
        rows.addAll(
                switch (part) {
                    case VMS -> now.vms();
                    case COMMANDS -> now.commands();
                    case REGIONS -> now.regions();
                });
        table.show(rows);
        Figures row = table.chosen();
        bars.show((row == null ? now.whole() : row).latency());
    }

    private void chosen(Figures row) {
        bars.show(row.latency());
        if (row.subject() instanceof Subject.Region region) {
            model.select(model.selection().withToken(region.token()));
        }
    }
}
