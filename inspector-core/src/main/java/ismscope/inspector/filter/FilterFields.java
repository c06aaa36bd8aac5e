package ismscope.inspector.filter;

import ismscope.inspector.event.IsmField;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Every field that a filter can ask for: those of docs/fields.md, those that an event has beside
/// its record, and those of the state after it. Table for people: docs/filter-language.md. Thread:
/// any.
public final class FilterFields {
    private static final Map<String, FilterField> BY_NAME = byName();

    private FilterFields() {}

    private static Map<String, FilterField> byName() {
        Map<String, FilterField> fields = new LinkedHashMap<>();
        Stream.of(
                        FrameFields.all().stream(),
                        Arrays.stream(IsmField.values()).map(RecordFields::of),
                        StateFields.all().stream())
                .flatMap(part -> part)
                .forEach(field -> fields.put(field.name(), field));
        return Collections.unmodifiableMap(fields);
    }

    /// {@return all fields}
    public static Collection<FilterField> all() {
        return BY_NAME.values();
    }

    /// {@return the field of this name, null if there is none}
    public static @Nullable FilterField named(String name) {
        return BY_NAME.get(name);
    }

    /// {@return the names of all fields}
    static Collection<String> names() {
        return BY_NAME.keySet();
    }
}
