package ismscope.app.events;

import ismscope.app.action.ActionId;
import ismscope.app.action.Actions;
import ismscope.app.action.Scope;
import javafx.scene.input.KeyEvent;

/// Keyboard of the event list: the actions of [Scope#EVENT_LIST]. Thread: FX.
final class ListKeys {
    private static final double LEFT_RIGHT_CHARS = 8;

    private ListKeys() {}

    /// Says what the actions do and listens to their keys from now on.
    static void bind(EventListView list, Actions actions) {
        actions.bind(ActionId.LIST_UP, () -> list.step(-1));
        actions.bind(ActionId.LIST_DOWN, () -> list.step(1));
        actions.bind(ActionId.LIST_PAGE_UP, () -> list.step(-list.page()));
        actions.bind(ActionId.LIST_PAGE_DOWN, () -> list.step(list.page()));
        actions.bind(ActionId.LIST_FIRST, () -> list.step(-Long.MAX_VALUE / 2));
        actions.bind(ActionId.LIST_LEFT, () -> list.shiftChars(-LEFT_RIGHT_CHARS));
        actions.bind(ActionId.LIST_RIGHT, () -> list.shiftChars(LEFT_RIGHT_CHARS));
        list.addEventHandler(
                KeyEvent.KEY_PRESSED,
                event ->
                        Actions.byKey(Scope.EVENT_LIST, event)
                                .ifPresent(id -> {
                                    actions.run(id);
                                    event.consume();
                                }));
    }
}
