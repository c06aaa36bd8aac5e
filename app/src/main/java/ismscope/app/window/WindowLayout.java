package ismscope.app.window;

import ismscope.app.settings.WindowSettings;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.input.MouseEvent;

/// Where the dividers stand: as last time, or by one of the layouts for a task.
final class WindowLayout {
    private static final String DIVIDER = "split-pane-divider";

    private final Split columns;
    private final Split left;
    private final Split right;
    private final Split bottom;

    /// @param columns left | right
    /// @param left graph over region
    /// @param right events over details and bytes
    /// @param bottom details | bytes
    WindowLayout(SplitPane columns, SplitPane left, SplitPane right, SplitPane bottom) {
        this.columns = new Split("divider.columns", columns);
        this.left = new Split("divider.left", left);
        this.right = new Split("divider.right", right);
        this.bottom = new Split("divider.bottom", bottom);
    }

    /// A pane in two parts, and where its divider is wanted.
    ///
    /// That is where a task, the settings or the user's hand put it. Where it stands differs by
    /// some pixels, which layout rounds: to remember that would move it a little at each start.
    private static final class Split {
        private final String key;
        private final SplitPane pane;
        private double wanted;

        Split(String key, SplitPane pane) {
            this.key = key;
            this.pane = pane;
            pane.addEventFilter(MouseEvent.MOUSE_RELEASED, this::released);
        }

        void put(double share) {
            wanted = share;
            pane.setDividerPositions(share);
        }

        private void released(MouseEvent event) {
            Node node = event.getTarget() instanceof Node target ? target : null;
            while (node != null && !node.getStyleClass().contains(DIVIDER)) {
                node = node.getParent();
            }
            // A divider of a pane within this one is not its own.
            if (node != null && pane.equals(node.getParent())) {
                wanted = pane.getDividerPositions()[0];
            }
        }
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
        columns.put(task.columns);
        left.put(task.left);
        right.put(task.right);
        bottom.put(task.bottom);
    }

    void load(WindowSettings settings) {
        use(Task.TRACE);
        for (Split split : List.of(columns, left, right, bottom)) {
            split.put(settings.number(split.key, split.wanted));
            split.pane.getItems().forEach(item -> SplitPane.setResizableWithParent(item, true));
        }
    }

    void save(WindowSettings settings) {
        for (Split split : List.of(columns, left, right, bottom)) {
            settings.put(split.key, split.wanted);
        }
    }
}
