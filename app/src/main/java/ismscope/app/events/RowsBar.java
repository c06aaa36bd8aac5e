package ismscope.app.events;

import java.util.function.DoubleConsumer;
import javafx.geometry.Orientation;
import javafx.scene.control.ScrollBar;

/// The bar that scrolls rows, however many there are. Thread: FX.
final class RowsBar {
    private static final double LEAST_THUMB = 36;

    private final ScrollBar bar = new ScrollBar();
    private boolean moving;

    /// @param moved is given the first row in view when somebody scrolls
    RowsBar(DoubleConsumer moved) {
        bar.setOrientation(Orientation.VERTICAL);
        bar.valueProperty()
                .addListener((_, _, value) -> {
                    if (!moving) {
                        moved.accept(value.doubleValue());
                    }
                });
    }

    ScrollBar node() {
        return bar;
    }

    /// Shows where the list stands.
    void show(ListPosition position) {
        moving = true;
        bar.setMax(position.maxTop());
        double least = LEAST_THUMB / Math.max(LEAST_THUMB, bar.getHeight());
        double share = position.visible() / Math.max(1, position.count());
        bar.setVisibleAmount(position.maxTop() * Math.max(least, share));
        bar.setUnitIncrement(1);
        bar.setBlockIncrement(Math.max(1, position.visible() - 1));
        bar.setValue(position.top());
        bar.setDisable(position.maxTop() == 0);
        moving = false;
    }
}
