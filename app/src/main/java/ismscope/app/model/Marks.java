package ismscope.app.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/// The events that a person marked in the open session, by number. Immutable.
///
/// @param all in the order of their events, each event once
public record Marks(List<Mark> all) {
    /// No mark.
    public static final Marks NONE = new Marks(List.of());

    /// One marked event.
    ///
    /// @param event its number
    public record Mark(long event) {}

    /// Copies the list in.
    public Marks {
        all = List.copyOf(all);
    }

    /// {@return whether this event is marked}
    public boolean has(long event) {
        return place(event) >= 0;
    }

    /// {@return the same with this event marked, or without its mark if it had one}
    public Marks toggled(long event) {
        List<Mark> changed = new ArrayList<>(all);
        int place = place(event);
        if (place >= 0) {
            changed.remove(place);
        } else {
            changed.add(-place - 1, new Mark(event));
        }
        return new Marks(changed);
    }

    /// {@return the first marked event after this one, -1 if there is none}
    public long after(long event) {
        int place = place(event);
        return at(place >= 0 ? place + 1 : -place - 1);
    }

    /// {@return the last marked event before this one, -1 if there is none}
    public long before(long event) {
        int place = place(event);
        return at((place >= 0 ? place : -place - 1) - 1);
    }

    /// {@return the event with this mark, -1 if there are not so many}
    ///
    /// @param place 0 for the first mark
    public long at(int place) {
        return place >= 0 && place < all.size() ? all.get(place).event() : -1;
    }

    /// {@return where the mark of an event is, else where it would be as `-place - 1`}
    private int place(long event) {
        return Collections.binarySearch(
                all, new Mark(event), Comparator.comparingLong(Mark::event));
    }
}
