package ismscope.app.export;

import ismscope.app.model.Marks;
import ismscope.inspector.export.EventFilter;
import ismscope.inspector.export.EventSelection;
import ismscope.inspector.filter.Filter;
import ismscope.inspector.filter.FilterRun;
import ismscope.inspector.filter.Matches;
import ismscope.inspector.session.SessionSnapshot;

/// Which of a session's events are exported, before they are narrowed to a VM or a region.
enum ExportChoice {
    ALL("export.what.all"),
    /// Those that the display filter wants.
    SHOWN("export.what.shown"),
    /// Those with a bookmark.
    MARKED("export.what.marked"),
    /// Those with numbers in a range.
    RANGE("export.what.range");

    private final String words;

    ExportChoice(String words) {
        this.words = words;
    }

    /// {@return the key of its words}
    String words() {
        return words;
    }

    /// {@return what is wanted, of which an exporter may ask event by event}
    ///
    /// @param session that is exported; for [#SHOWN] all of it is looked through now
    /// @param narrowed what else is asked of an event, the range among it
    EventFilter of(SessionSnapshot session, Filter filter, Marks marks, EventSelection narrowed) {
        return switch (this) {
            case ALL, RANGE -> narrowed;
            case MARKED -> (now, event) -> marks.has(event) && narrowed.accepts(now, event);
            case SHOWN -> {
                Matches shown = new FilterRun(filter).advance(session);
                yield (now, event) -> shown.contains(event) && narrowed.accepts(now, event);
            }
        };
    }
}
