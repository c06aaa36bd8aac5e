package ismscope.app.window;

import ismscope.app.action.ActionId;
import ismscope.app.action.ActionNodes;
import ismscope.app.details.DetailsTree;
import ismscope.app.details.EventBytesView;
import ismscope.app.events.EventListView;
import ismscope.app.filter.ApplyMenu;
import ismscope.app.filter.FilterBar;
import ismscope.app.text.Texts;
import javafx.scene.control.SeparatorMenuItem;

/// What a right click offers in the panes of one event and of many.
///
/// @param bar takes the filters that are made of what is pointed at
record ContextMenus(ActionNodes nodes, FilterBar bar, Texts texts) {
    void fill(EventListView events) {
        events.menu()
                .getItems()
                .addAll(
                        nodes.menuItem(ActionId.COPY),
                        nodes.menuItem(ActionId.COPY_TOKEN),
                        nodes.menuItem(ActionId.MARK),
                        new SeparatorMenuItem(),
                        ApplyMenu.of(bar, texts, events::pointedAt),
                        new SeparatorMenuItem(),
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
        details.menu().getItems().add(ApplyMenu.of(bar, texts, details::pointedAt));
    }

    void fill(EventBytesView bytes) {
        bytes.menu().getItems().add(ApplyMenu.of(bar, texts, bytes::pointedAt));
    }
}
