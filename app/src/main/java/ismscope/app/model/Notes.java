package ismscope.app.model;

import ismscope.inspector.session.EventNote;
import ismscope.inspector.session.SessionSnapshot;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Bookmarks and texts that people keep with events of the open session: those of the capture, and
/// what was changed since. Thread: FX.
public final class Notes {
    /// Comments that one look takes in, so that a capture full of them costs no frame.
    private static final int AT_A_TIME = 2_000;

    private final TreeMap<Long, EventNote> now = new TreeMap<>();
    private final Map<Long, String> recorded = new HashMap<>();
    private long read;

    Notes() {}

    void clear() {
        now.clear();
        recorded.clear();
        read = 0;
    }

    /// Takes in comments of the capture that were not seen yet.
    ///
    /// @return whether there were any
    boolean readOn(SessionSnapshot snapshot) {
        int taken = 0;
        while (taken < AT_A_TIME && read < snapshot.eventCount()) {
            long event = snapshot.nextComment(read);
            if (event < 0) {
                read = snapshot.eventCount();
                break;
            }
            String comment = snapshot.event(event).comment();
            recorded.put(event, comment);
            now.putIfAbsent(event, EventNote.of(comment));
            read = event + 1;
            taken++;
        }
        return taken > 0;
    }

    void put(long event, EventNote note) {
        now.put(event, note);
    }

    /// {@return what is kept with an event}
    public EventNote of(long event) {
        return now.getOrDefault(event, EventNote.NONE);
    }

    /// {@return the bookmarked events}
    Marks marks() {
        return new Marks(
                now.entrySet().stream()
                        .filter(entry -> entry.getValue().bookmarked())
                        .map(entry -> new Marks.Mark(entry.getKey()))
                        .toList());
    }

    /// {@return the first event with a bookmark whose name does this, -1 if there is none}
    public long bookmark(Predicate<String> named) {
        return now.entrySet().stream()
                .filter(entry -> entry.getValue().bookmarked())
                .filter(entry -> named.test(entry.getValue().name()))
                .mapToLong(Map.Entry::getKey)
                .findFirst()
                .orElse(-1);
    }

    /// {@return comments that differ from the capture's, by event; empty for one that is gone}
    public Map<Long, String> changed() {
        Map<Long, String> changed = new HashMap<>();
        now.forEach((event, note) -> {
            String comment = note.comment();
            String before = recorded.getOrDefault(event, "");
            if (!comment.equals(before) && !note.equals(EventNote.of(before))) {
                changed.put(event, comment);
            }
        });
        return changed;
    }
}
