package ismscope.app.window;

import ismscope.app.action.ActionId;
import ismscope.app.action.ActionNodes;
import ismscope.app.colour.ColourMenu;
import ismscope.app.details.DetailsTree;
import ismscope.app.details.EventBytesView;
import ismscope.app.events.EventListView;
import ismscope.app.filter.FilterBar;
import ismscope.app.filter.Pointed;
import ismscope.app.filter.PointedMenu;
import ismscope.app.graph.GraphPane;
import ismscope.app.hex.RegionPane;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.SeparatorMenuItem;

/// What a right click offers in the panes of one event and of many.
///
/// @param bar takes the filters that are made of what is pointed at
/// @param colours gives events colours
/// @param columns takes fields that are to be columns
record ContextMenus(
        ActionNodes nodes, FilterBar bar, ColourMenu colours, Consumer<String> columns) {
    void fill(EventListView events) {
        events.menu()
                .getItems()
                .addAll(
                        nodes.menuItem(ActionId.COPY),
                        nodes.menuItem(ActionId.COPY_TOKEN),
                        nodes.menuItem(ActionId.MARK),
                        nodes.menuItem(ActionId.NOTE));
        add(events.menu(), events::pointedAt);
        events.menu()
                .getItems()
                .addAll(
                        nodes.menuItem(ActionId.COUNTERPART),
                        nodes.menuItem(ActionId.NEXT_OF_TOKEN),
                        nodes.menuItem(ActionId.PREVIOUS_OF_TOKEN),
                        nodes.menuItem(ActionId.NEXT_OF_DEVICE),
                        nodes.menuItem(ActionId.PREVIOUS_OF_DEVICE),
                        nodes.menuItem(ActionId.NEXT_OF_FLOW),
                        nodes.menuItem(ActionId.PREVIOUS_OF_FLOW),
                        nodes.menuItem(ActionId.COMPARE_HERE),
                        new SeparatorMenuItem(),
                        nodes.menuItem(ActionId.TIME_REFERENCE));
    }

    void fill(DetailsTree details) {
        add(details.menu(), details::pointedAt);
        details.menu().getItems().add(nodes.menuItem(ActionId.ORIGIN));
    }

    void fill(EventBytesView bytes) {
        add(bytes.menu(), bytes::pointedAt);
        bytes.menu().getItems().add(nodes.menuItem(ActionId.ORIGIN));
    }

    void fill(RegionPane region) {
        ContextMenu menu = new ContextMenu(nodes.menuItem(ActionId.ORIGIN));
        add(menu, region::pointedAt);
        show(region, menu);
    }

    void fill(GraphPane graph) {
        show(graph, new ContextMenu(nodes.menuItem(ActionId.ORIGIN)));
    }

    private static void show(Node pane, ContextMenu menu) {
        pane.setOnContextMenuRequested(event -> {
            menu.show(pane, event.getScreenX(), event.getScreenY());
            event.consume();
        });
    }

    private void add(ContextMenu menu, Supplier<Pointed> pointed) {
        new PointedMenu(bar, colours.texts(), pointed).addTo(menu, colours::of, columns);
    }
}
