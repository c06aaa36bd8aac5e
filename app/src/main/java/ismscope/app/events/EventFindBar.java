package ismscope.app.events;

import ismscope.app.action.ActionId;
import ismscope.app.events.EventFinder.Found;
import ismscope.app.events.EventFinder.Turn;
import ismscope.app.find.FindLine;
import ismscope.app.find.TextQuery;
import ismscope.app.model.SessionModel;
import ismscope.app.text.Texts;
import javafx.scene.Node;
import javafx.scene.control.Tooltip;

/// The line over the event list that searches it: what is typed is seen in the rows and counted at
/// once; Enter goes there.
///
/// Thread: FX.
public final class EventFindBar {
    private final SessionModel model;
    private final EventListView list;
    private final Texts texts;
    private final FindLine line;
    private final EventFinder finder;

    /// Builds the line, closed.
    ///
    /// @param list what is searched
    public EventFindBar(SessionModel model, EventListView list, Texts texts) {
        this.model = model;
        this.list = list;
        this.texts = texts;
        FindLine.Keys keys = new FindLine.Keys(ActionId.FIND_NEXT, ActionId.FIND_PREVIOUS);
        line = new FindLine("event-find", texts, keys, new Asked());
        line.ask(texts.text("find.prompt"), true);
        Tooltip.install(line, new Tooltip(texts.text("find.hint")));
        finder = new EventFinder(model, list.reader(), this::say);
        line.typedProperty().addListener(_ -> seek());
        model.sessionProperty().addListener(_ -> seek());
        model.currentEventProperty().addListener(_ -> say());
    }

    /// {@return the line itself}
    public Node node() {
        return line;
    }

    /// Opens it.
    public void open() {
        boolean closed = !line.isOpen();
        line.open();
        if (closed) {
            seek();
        }
    }

    /// Goes to the next hit (1) or the one before (-1); opens if nothing was typed yet.
    public void find(int way) {
        if (line.typed().isBlank()) {
            open();
            return;
        }
        if (!line.isOpen()) {
            line.show();
            seek();
        }
        finder.go(way);
    }

    private void seek() {
        TextQuery query = line.isOpen() ? TextQuery.of(line.typed()) : TextQuery.NONE;
        list.searchProperty().set(query);
        finder.seek(query);
    }

    private void say() {
        if (!line.isOpen()) {
            return;
        }
        Found found = finder.found();
        boolean nothing = found.complete() && found.count() == 0;
        boolean asked = !list.searchProperty().get().isEmpty() && model.snapshot() != null;
        line.say(asked ? words(found) : "", asked && nothing);
    }

    private String words(Found found) {
        if (found.turn() == Turn.WAITING) {
            return texts.text("find.busy");
        }
        if (!found.complete()) {
            return texts.text("find.so_far", found.count());
        }
        if (found.count() == 0) {
            return texts.text("find.nothing");
        }
        if (found.place() == 0) {
            return texts.text("find.count", found.count());
        }
        return texts.text(
                found.turn() == Turn.AROUND ? "find.around" : "find.place",
                found.place(),
                found.count());
    }

    /// What the line asks for.
    private final class Asked implements FindLine.Handler {
        @Override
        public void find(int way) {
            EventFindBar.this.find(way);
        }

        @Override
        public void closed() {
            seek();
            list.requestFocus();
        }
    }
}
