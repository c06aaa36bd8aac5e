package ismscope.app.events;

import ismscope.app.text.Texts;
import ismscope.inspector.event.Field;
import java.util.ArrayList;
import java.util.List;

/// A column with the values of a field, as the details show them.
///
/// @param field its name
record FieldColumn(String field) implements ListColumn {
    private static final int LEAST_CHARS = 8;
    private static final int MOST_CHARS = 24;
    private static final String PREFIX = "ism.";

    /// {@return what an event has of it: its values in their order, empty if there are none}
    ///
    /// @param dissected all fields of the event
    String cell(List<Field> dissected) {
        List<String> values = new ArrayList<>();
        collect(dissected, values);
        return String.join(", ", values);
    }

    private void collect(List<Field> fields, List<String> values) {
        for (Field each : fields) {
            if (each.name().equals(field)) {
                values.add(each.value());
            }
            collect(each.children(), values);
        }
    }

    @Override
    public String textKey() {
        return "field." + field;
    }

    @Override
    public int usualChars() {
        return Math.clamp(shortName().length(), LEAST_CHARS, MOST_CHARS);
    }

    @Override
    public int mostChars() {
        return MOST_CHARS;
    }

    @Override
    public boolean right() {
        return false;
    }

    @Override
    public String title(Texts texts) {
        return shortName();
    }

    @Override
    public String tip(Texts texts) {
        return texts.text("column.field_tip", field);
    }

    private String shortName() {
        return field.startsWith(PREFIX) ? field.substring(PREFIX.length()) : field;
    }
}
