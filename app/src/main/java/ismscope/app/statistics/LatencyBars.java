package ismscope.app.statistics;

import ismscope.app.text.Amounts;
import ismscope.app.text.Texts;
import ismscope.app.theme.Palette;
import ismscope.app.theme.Role;
import ismscope.inspector.event.ValueText;
import ismscope.inspector.statistics.Latency;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.text.TextAlignment;

/// A histogram of latencies. A double click on a bar, or Enter on the one that the arrow keys
/// chose, leads to its replies. Thread: FX.
final class LatencyBars extends Region {
    private static final double LINE = 20;
    private static final double TOP = 4;
    private static final double LABEL = 64;
    private static final double COUNT = 44;
    private static final double SMALL = 0.85;

    private final Palette palette;
    private final Texts texts;
    private final Consumer<Latency.Bar> wanted;
    private final Canvas canvas = new Canvas();
    private List<Latency.Bar> bars = List.of();
    private int chosen;

    /// @param wanted takes the bar whose replies are asked for
    LatencyBars(Palette palette, Texts texts, Consumer<Latency.Bar> wanted) {
        this.palette = palette;
        this.texts = texts;
        this.wanted = wanted;
        getChildren().add(canvas);
        setId("statistics-bars");
        setPrefWidth(190);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.LIST_VIEW);
        palette.themeProperty().addListener(_ -> requestLayout());
        focusedProperty().addListener(_ -> requestLayout());
        addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
        setOnMousePressed(this::pressed);
    }

    void show(Latency latency) {
        bars = latency.bars();
        requestLayout();
    }

    private void pressed(MouseEvent event) {
        requestFocus();
        int bar = (int) Math.floor((event.getY() - TOP) / LINE);
        if (bar >= 0 && bar < bars.size()) {
            chosen = bar;
            requestLayout();
            if (event.getClickCount() == 2) {
                wanted.accept(bars.get(bar));
            }
        }
    }

    private void keyPressed(KeyEvent event) {
        if (bars.isEmpty()) {
            return;
        }
        KeyCode code = event.getCode();
        if (code == KeyCode.UP || code == KeyCode.DOWN) {
            int next = place() + (code == KeyCode.UP ? -1 : 1);
            chosen = Math.clamp(next, 0, bars.size() - 1);
            requestLayout();
            event.consume();
        } else if (code == KeyCode.ENTER) {
            wanted.accept(bars.get(place()));
            event.consume();
        }
    }

    private int place() {
        return Math.min(chosen, bars.size() - 1);
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(Math.max(1, getWidth()));
        canvas.setHeight(Math.max(1, getHeight()));
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.setFill(palette.color(Role.PANE));
        g.fillRect(0, 0, getWidth(), getHeight());
        g.setFont(palette.label(SMALL));
        g.setTextBaseline(VPos.CENTER);
        if (bars.isEmpty()) {
            g.setTextAlign(TextAlignment.CENTER);
            g.setFill(palette.color(Role.TEXT_MUTED));
            g.fillText(texts.text("statistics.no_latency"), getWidth() / 2, LINE, getWidth() - 8);
            setAccessibleText(texts.text("statistics.no_latency"));
            return;
        }
        Latency.Bar bar = bars.get(place());
        setAccessibleText(
                texts.text(
                        "statistics.bar",
                        ValueText.duration(bar.from()),
                        ValueText.duration(bar.to()),
                        Amounts.brief(bar.count())));
        draw(g);
    }

    private void draw(GraphicsContext g) {
        long most = bars.stream().mapToLong(Latency.Bar::count).max().orElse(1);
        double y = TOP;
        for (int i = 0; i < bars.size(); i++) {
            Latency.Bar bar = bars.get(i);
            if (isFocused() && i == place()) {
                g.setFill(palette.color(Role.SELECTION));
                g.fillRect(0, y, getWidth(), LINE);
            }
            double room = getWidth() - LABEL - COUNT;
            double length = Math.max(bar.count() > 0 ? 1 : 0, room * bar.count() / most);
            g.setTextAlign(TextAlignment.RIGHT);
            g.setFill(palette.color(Role.TEXT_MUTED));
            g.fillText("< " + ValueText.duration(bar.to()), LABEL - 6, y + LINE / 2);
            g.setFill(palette.color(Role.ACCENT));
            g.fillRect(LABEL, y + 3, length, LINE - 6);
            g.setTextAlign(TextAlignment.LEFT);
            g.setFill(palette.color(Role.TEXT));
            g.fillText(Amounts.brief(bar.count()), LABEL + length + 4, y + LINE / 2);
            y += LINE;
        }
    }
}
