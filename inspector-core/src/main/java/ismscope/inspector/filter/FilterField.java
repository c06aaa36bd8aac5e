package ismscope.inspector.filter;

import java.util.Map;
import java.util.stream.Collectors;

/// A field that filters can ask for. Immutable; thread: any.
public final class FilterField {
    private final String name;
    private final FilterType type;
    private final String description;
    private final Map<String, Long> names;
    private final FieldSource source;

    FilterField(
            String name,
            FilterType type,
            String description,
            Map<String, Long> names,
            FieldSource source) {
        this.name = name;
        this.type = type;
        this.description = description;
        this.names = names;
        this.source = source;
    }

    /// {@return its name: `ism.token`}
    public String name() {
        return name;
    }

    /// {@return what its values are}
    public FilterType type() {
        return type;
    }

    /// {@return what it says, in a few words}
    public String description() {
        return description;
    }

    /// {@return the names that some of its values have, the usual name of each value first}
    public Map<String, Long> names() {
        return names;
    }

    /// {@return the name of a value, empty if it has none}
    public String nameOf(long value) {
        return names.entrySet().stream()
                .filter(entry -> entry.getValue() == value)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    /// {@return name, type, description and names, separated by tabs: a line of `-G fields`}
    public String line() {
        String values =
                names.entrySet().stream()
                        .map(entry ->
                                entry.getKey() + "=" + Long.toUnsignedString(entry.getValue()))
                        .collect(Collectors.joining(" "));
        return String.join("\t", name, type.word(), description, values).stripTrailing();
    }

    FieldSource source() {
        return source;
    }
}
