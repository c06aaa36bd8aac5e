package ismscope.inspector.statistics;

import ismscope.inspector.filter.Filter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which events figures are of.
///
/// @param from the first event
/// @param to the event behind the last, [Long#MAX_VALUE] for all that come
/// @param filter what they have to be
public record Scope(long from, long to, Filter filter) {
    /// All of a session.
    public static final Scope EVERYTHING = new Scope(0, Long.MAX_VALUE, Filter.EVERYTHING);

    /// Checks the ends.
    public Scope {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("from=" + from + " to=" + to);
        }
    }

    /// {@return a filter that finds the events behind one count}
    public String eventsOf(Subject subject, Measure measure) {
        return eventsOf(subject, measure.filter());
    }

    /// {@return a filter that finds certain events of a subject in this scope; empty for all}
    ///
    /// @param which as a filter, empty for all of the subject
    public String eventsOf(Subject subject, String which) {
        List<String> parts =
                Stream.of(
                                subject.filter(),
                                which,
                                from == 0 ? "" : "frame.number > " + from,
                                to == Long.MAX_VALUE ? "" : "frame.number <= " + to,
                                inBrackets(filter.text()))
                        .filter(part -> !part.isEmpty())
                        .toList();
        return parts.stream().collect(Collectors.joining(" && "));
    }

    private static String inBrackets(String text) {
        return text.isBlank() ? "" : "(" + text + ")";
    }
}
