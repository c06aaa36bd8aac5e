package ismscope.app.model;

import ismscope.inspector.session.EventNote;
import ismscope.inspector.session.SessionSnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Bookmarks and texts that people keep with events of the open session: those of the capture, and
/// what was changed since. Thread: FX.
public final class Notes {
    /// Comments that one look takes in, so that a capture full of them costs no frame.
    private static final int AT_A_TIME = 2_000;

    private final TreeMap<Long, EventNote> now = new TreeMap<>();
    private final Map<Long, String> recorded = new HashMap<>();
    private final ReadOnlyObjectWrapper<Marks> marks = new ReadOnlyObjectWrapper<>(Marks.NONE);
    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper();
    private Map<Long, String> saved = Map.of();
    private long read;

    /// What is kept with one event.
    public record Kept(long event, EventNote note) {}

    Notes() {}

    void clear() {
        now.clear();
        recorded.clear();
        saved = Map.of();
        read = 0;
        tell();
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
        if (taken > 0) {
            tell();
        }
        return taken > 0;
    }

    /// Keeps a bookmark and a text with an event, instead of what was kept before.
    public void keep(long event, EventNote note) {
        if (!of(event).equals(note)) {
            now.put(event, note);
            tell();
        }
    }

    /// Gives an event a bookmark, or takes it away; a text stays.
    public void toggle(long event) {
        EventNote note = of(event);
        keep(event, note.withBookmark(!note.bookmarked()));
    }

    /// Gives events bookmarks; those that have one keep it.
    public void mark(long... events) {
        for (long event : events) {
            keep(event, of(event).withBookmark(true));
        }
    }

    private void tell() {
        Marks next =
                new Marks(
                        now.entrySet().stream()
                                .filter(entry -> entry.getValue().bookmarked())
                                .map(entry -> new Marks.Mark(entry.getKey()))
                                .toList());
        if (!next.equals(marks.get())) {
            marks.set(next);
        }
        changes.set(changes.get() + 1);
    }

    /// {@return counts what was kept, taken away or read}
    public ReadOnlyLongProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    /// {@return the bookmarked events}
    public ReadOnlyObjectProperty<Marks> marksProperty() {
        return marks.getReadOnlyProperty();
    }

    /// {@return all that is kept, in the order of the events}
    public List<Kept> all() {
        return now.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(EventNote.NONE))
                .map(entry -> new Kept(entry.getKey(), entry.getValue()))
                .toList();
    }

    /// {@return what is kept with an event}
    public EventNote of(long event) {
        return now.getOrDefault(event, EventNote.NONE);
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

    /// {@return the first event with this in the name of its bookmark or in its text, -1 if there
    /// is none}
    ///
    /// @param words in small letters
    public long withWords(String words) {
        return now.entrySet().stream()
                .filter(entry ->
                        entry.getValue().comment().toLowerCase(Locale.ROOT).contains(words))
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

    /// Says that a file was written that has these comments, as [#changed] gave them.
    public void saved(Map<Long, String> comments) {
        saved = Map.copyOf(comments);
    }

    /// {@return whether something is kept, or was taken away, that no file knows}
    public boolean unsaved() {
        return unsavedCount() > 0;
    }

    /// {@return of how many events}
    public int unsavedCount() {
        Map<Long, String> changed = changed();
        int count = 0;
        for (Map.Entry<Long, String> each : changed.entrySet()) {
            count += each.getValue().equals(saved.get(each.getKey())) ? 0 : 1;
        }
        for (long event : saved.keySet()) {
            count += changed.containsKey(event) ? 0 : 1;
        }
        return count;
    }
}
