package ismscope.app.events;

import ismscope.app.settings.WindowSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Which columns are shown and how wide they are, in characters, so that text zoom keeps them.
///
/// A column is never narrower than its numbers and names, and where the info column can spare it
/// some show in full what they cut elsewhere. What was once needed stays, so that nothing jitters.
final class ColumnLayout {
    private static final double MIN_CHARS = 4;
    private static final double MAX_CHARS = 200;
    private static final double LEAST_INFO_CHARS = 18;
    private static final double GOOD_INFO_CHARS = 32;
    private static final String FIELDS = "events.fields";
    private static final double AMPLE_INFO_CHARS = 60;

    /// What a narrow list does without, first to last: the info column says it in words.
    private static final List<EventColumn> DISPENSABLE =
            List.of(EventColumn.LENGTH, EventColumn.LATENCY, EventColumn.TOKEN);

    /// What a wide list shows in full, first to last.
    private static final List<EventColumn> GROWING =
            List.of(EventColumn.OPERATION, EventColumn.TOKEN);

    private final Map<ListColumn, Double> chars = new HashMap<>();
    private final Map<ListColumn, Integer> needed = new HashMap<>();
    private final Set<EventColumn> hidden = EnumSet.noneOf(EventColumn.class);
    private final List<FieldColumn> fields = new ArrayList<>();

    /// One column's place.
    ///
    /// @param x left edge in pixels
    /// @param width in pixels
    record Place(ListColumn column, double x, double width) {}

    /// {@return the column at a place, the last one behind all}
    static ListColumn at(List<Place> places, double x) {
        for (Place place : places) {
            if (x < place.x() + place.width()) {
                return place.column();
            }
        }
        return places.getLast().column();
    }

    ColumnLayout() {
        for (EventColumn column : EventColumn.values()) {
            chars.put(column, (double) column.usualChars());
        }
    }

    /// Takes what was remembered.
    void load(WindowSettings settings) {
        for (EventColumn column : EventColumn.values()) {
            double width = settings.number(name(column), column.usualChars());
            if (width == 0) {
                hidden.add(column);
            } else {
                setChars(column, width);
            }
        }
        for (String field : settings.words(FIELDS).orElse("").split(",", -1)) {
            if (!field.isBlank()) {
                FieldColumn column = new FieldColumn(field.strip());
                add(column);
                setChars(column, settings.number(name(column), column.usualChars()));
            }
        }
    }

    /// Remembers.
    void save(WindowSettings settings) {
        for (EventColumn column : EventColumn.values()) {
            settings.put(name(column), isShown(column) ? chars(column) : 0);
        }
        fields.forEach(column -> settings.put(name(column), chars(column)));
        settings.put(
                FIELDS, fields.stream().map(FieldColumn::field).collect(Collectors.joining(",")));
    }

    /// Says how long a text in a column is.
    ///
    /// @return whether it is the longest so far
    boolean need(ListColumn column, int length) {
        int most = Math.min(length, column.mostChars());
        boolean longest = most > needed.getOrDefault(column, 0);
        if (longest) {
            needed.put(column, most);
        }
        return longest;
    }

    /// Forgets the texts: there are others now.
    void forgetNeeds() {
        needed.clear();
    }

    /// {@return places of the columns; the info column gets what is left, and where that is too
    /// little others give way}
    ///
    /// @param width of the list in pixels
    /// @param charWidth pixels per character
    /// @param padding pixels beside each column's text, left and right together
    List<Place> places(double width, double charWidth, double padding) {
        Set<ListColumn> shown = shown();
        double good = GOOD_INFO_CHARS * charWidth + padding;
        for (EventColumn column : DISPENSABLE) {
            if (shown.contains(EventColumn.INFO)
                    && width - fixed(shown, charWidth, padding) < good) {
                shown.remove(column);
            }
        }
        Set<ListColumn> grown = new HashSet<>();
        double spare = width - fixed(shown, charWidth, padding) - AMPLE_INFO_CHARS * charWidth;
        for (EventColumn column : GROWING) {
            double more = (needed.getOrDefault(column, 0) - chars(column)) * charWidth;
            if (shown.contains(column) && more > 0 && more <= spare) {
                grown.add(column);
                spare -= more;
            }
        }
        List<Place> places = new ArrayList<>();
        double x = 0;
        for (ListColumn column : shown) {
            double pixels =
                    grown.contains(column)
                            ? Math.rint(needed.getOrDefault(column, 0) * charWidth + padding)
                            : pixels(column, charWidth, padding);
            if (column == EventColumn.INFO) {
                double least = Math.rint(LEAST_INFO_CHARS * charWidth + padding);
                pixels = Math.max(least, width - x);
            }
            places.add(new Place(column, x, pixels));
            x += pixels;
        }
        return places;
    }

    private double fixed(Set<ListColumn> shown, double charWidth, double padding) {
        return shown.stream()
                .filter(column -> column != EventColumn.INFO)
                .mapToDouble(column -> pixels(column, charWidth, padding))
                .sum();
    }

    private double pixels(ListColumn column, double charWidth, double padding) {
        double least = GROWING.contains(column) ? 0 : needed.getOrDefault(column, 0);
        return Math.rint(Math.max(chars(column), least) * charWidth + padding);
    }

    /// {@return all that may be shown, in their order}
    List<ListColumn> columns() {
        List<ListColumn> all = new ArrayList<>(Arrays.asList(EventColumn.values()));
        all.addAll(all.indexOf(EventColumn.INFO), fields);
        return all;
    }

    private Set<ListColumn> shown() {
        Set<ListColumn> shown = new LinkedHashSet<>(columns());
        shown.removeAll(hidden);
        return shown;
    }

    /// {@return the fields that have columns}
    List<FieldColumn> fields() {
        return List.copyOf(fields);
    }

    /// Gives a field a column, before the info; one that has one keeps it.
    void add(FieldColumn column) {
        if (!fields.contains(column)) {
            fields.add(column);
        }
    }

    /// Takes the column of a field away.
    void remove(FieldColumn column) {
        fields.remove(column);
    }

    /// {@return whether the column is shown}
    boolean isShown(EventColumn column) {
        return !hidden.contains(column);
    }

    /// Shows or hides a column; the number column always stays.
    void setShown(EventColumn column, boolean shown) {
        if (shown) {
            hidden.remove(column);
        } else if (column != EventColumn.NUMBER) {
            hidden.add(column);
        }
    }

    /// Sets a width in characters, within reason.
    void setChars(ListColumn column, double width) {
        chars.put(column, Math.clamp(width, MIN_CHARS, MAX_CHARS));
    }

    /// {@return width in characters}
    double chars(ListColumn column) {
        return chars.getOrDefault(column, (double) column.usualChars());
    }

    private static String name(ListColumn column) {
        return "events." + column.textKey();
    }
}
