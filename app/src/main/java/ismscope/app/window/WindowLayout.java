package ismscope.app.window;

import ismscope.app.settings.WindowSettings;
import java.util.List;
import javafx.scene.control.SplitPane;

/// Where the dividers stand: as last time, or by one of the layouts for a task.
final class WindowLayout {
    private final SplitPane columns;
    private final SplitPane left;
    private final SplitPane right;
    private final SplitPane bottom;

    /// @param columns left | right
    /// @param left graph over region
    /// @param right events over details and bytes
    /// @param bottom details | bytes
    WindowLayout(SplitPane columns, SplitPane left, SplitPane right, SplitPane bottom) {
        this.columns = columns;
        this.left = left;
        this.right = right;
        this.bottom = bottom;
    }

    /// A layout for a task, as shares of the room: 0 to 1.
    enum Task {
        /// The graph is large: what is going on?
        WATCH(0.52, 0.72, 0.62, 0.45),
        /// The events are large: what happened, one after the other?
        TRACE(0.34, 0.56, 0.58, 0.39),
        /// The region is large: what is in the memory?
        MEMORY(0.46, 0.34, 0.5, 0.45);

        private final double columns;
        private final double left;
        private final double right;
        private final double bottom;

        Task(double columns, double left, double right, double bottom) {
            this.columns = columns;
            this.left = left;
            this.right = right;
            this.bottom = bottom;
        }
    }

    void use(Task task) {
        columns.setDividerPositions(task.columns);
        left.setDividerPositions(task.left);
        right.setDividerPositions(task.right);
        bottom.setDividerPositions(task.bottom);
    }

    void load(WindowSettings settings) {
        Task usual = Task.TRACE;
        columns.setDividerPositions(settings.number("divider.columns", usual.columns));
        left.setDividerPositions(settings.number("divider.left", usual.left));
        right.setDividerPositions(settings.number("divider.right", usual.right));
        bottom.setDividerPositions(settings.number("divider.bottom", usual.bottom));
        for (SplitPane pane : List.of(columns, left, right, bottom)) {
            pane.getItems().forEach(item -> SplitPane.setResizableWithParent(item, true));
        }
    }

    void save(WindowSettings settings) {
        settings.put("divider.columns", columns.getDividerPositions()[0]);
        settings.put("divider.left", left.getDividerPositions()[0]);
        settings.put("divider.right", right.getDividerPositions()[0]);
        settings.put("divider.bottom", bottom.getDividerPositions()[0]);
    }
}
