package ismscope.app.events;

import ismscope.app.events.ColumnLayout.Place;
import ismscope.app.theme.FontGrid;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Tooltip;

/// Says in full what a cell has no room for, while the mouse rests on it. Thread: FX.
final class CellTip {
    private static final double WIDEST = 640;

    private final Node over;
    private final Tooltip tip = new Tooltip();

    CellTip(Node over) {
        this.over = over;
        tip.setWrapText(true);
        tip.setMaxWidth(WIDEST);
    }

    /// Says the text of the cell at `x` if it is cut, else nothing.
    void sayCut(EventRow row, List<Place> places, FontGrid grid, double x) {
        say(
                places.stream()
                        .filter(place -> x >= place.x() && x < place.x() + place.width())
                        .filter(place -> isCut(row, place, grid))
                        .map(place -> row.cell(place.column()))
                        .findFirst()
                        .orElse(""));
    }

    private static boolean isCut(EventRow row, Place place, FontGrid grid) {
        return !EventPainter.fit(row, place, grid).equals(row.cell(place.column()));
    }

    /// Changes what is said; empty: nothing.
    void say(String words) {
        if (words.equals(tip.getText())) {
            return;
        }
        // A tip that is taken off goes away; it comes again where the mouse rests next.
        Tooltip.uninstall(over, tip);
        tip.setText(words);
        if (!words.isEmpty()) {
            Tooltip.install(over, tip);
        }
    }

    /// {@return what is said}
    String words() {
        return tip.getText();
    }
}
