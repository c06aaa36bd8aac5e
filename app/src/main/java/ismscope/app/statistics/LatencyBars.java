package ismscope.app.statistics;

import ismscope.app.text.Amounts;
import ismscope.app.theme.Palette;
import ismscope.app.theme.Role;
import ismscope.inspector.event.ValueText;
import ismscope.inspector.statistics.Latency;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.text.TextAlignment;

/// A histogram of latencies. Thread: FX.
final class LatencyBars extends Region {
    private static final double LINE = 20;
    private static final double LABEL = 64;
    private static final double COUNT = 44;
    private static final double SMALL = 0.85;

    private final Palette palette;
    private final Canvas canvas = new Canvas();
    private List<Latency.Bar> bars = List.of();

    LatencyBars(Palette palette) {
        this.palette = palette;
        getChildren().add(canvas);
        setPrefWidth(190);
        palette.themeProperty().addListener(_ -> requestLayout());
    }

    void show(Latency latency) {
        bars = latency.bars();
        requestLayout();
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
        long most = bars.stream().mapToLong(Latency.Bar::count).max().orElse(1);
        double y = 4;
        for (Latency.Bar bar : bars) {
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
