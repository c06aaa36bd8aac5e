package ismscope.app.details;

import ismscope.inspector.event.Field;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds fields by byte and bytes by field, in one event's dissection.
final class FieldIndex {
    static final FieldIndex EMPTY = new FieldIndex(List.of());

    private final List<Field> located = new ArrayList<>();

    FieldIndex(List<Field> roots) {
        roots.forEach(this::collect);
    }

    /// {@return the deepest field that holds this byte, null if none does}
    @Nullable Field at(long offset) {
        Field best = null;
        for (Field field : located) {
            boolean holds = offset >= field.offset() && offset < field.offset() + field.length();
            if (holds && (best == null || field.length() <= best.length())) {
                best = field;
            }
        }
        return best;
    }

    /// {@return the smallest field that holds exactly these bytes, else the deepest at their first}
    @Nullable Field of(long offset, long length) {
        for (int i = located.size() - 1; i >= 0; i--) {
            Field field = located.get(i);
            if (field.offset() == offset && field.length() == length) {
                return field;
            }
        }
        return at(offset);
    }

    /// {@return the field whose bytes begin next after `offset`, null if there is none}
    @Nullable Field next(long offset) {
        Field best = null;
        for (Field field : located) {
            boolean later = field.offset() > offset && field.children().isEmpty();
            if (later && (best == null || field.offset() < best.offset())) {
                best = field;
            }
        }
        return best;
    }

    /// {@return the field whose bytes begin last before `offset`, null if there is none}
    @Nullable Field previous(long offset) {
        Field best = null;
        for (Field field : located) {
            boolean earlier = field.offset() < offset && field.children().isEmpty();
            if (earlier && (best == null || field.offset() > best.offset())) {
                best = field;
            }
        }
        return best;
    }

    private void collect(Field field) {
        if (field.offset() >= 0 && field.length() > 0) {
            located.add(field);
        }
        field.children().forEach(this::collect);
    }
}
