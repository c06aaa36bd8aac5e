package ismscope.inspector.event;

import java.util.List;

/// A tree of fields as text, one line each, parts indented below what they are part of: what `read
/// -V` prints and what is copied from the details pane.
public final class FieldText {
    private static final String INDENT = "    ";

    private FieldText() {}

    /// {@return the whole tree, a line break behind each line}
    public static String tree(List<Field> roots) {
        StringBuilder text = new StringBuilder();
        append(roots, "", text);
        return text.toString();
    }

    private static void append(List<Field> fields, String indent, StringBuilder text) {
        for (Field field : fields) {
            text.append(indent).append(line(field)).append('\n');
            append(field.children(), indent + INDENT, text);
        }
    }

    /// {@return one field without its parts: `Size: 1 MiB (1048576)`, `[Response in: #12]`, with
    /// what is wrong with it behind a dash}
    public static String line(Field field) {
        String line =
                field.value().isEmpty() ? field.label() : field.label() + ": " + field.value();
        if (field.generated()) {
            return "[" + line + "]";
        }
        return field.fault().isEmpty() ? line : line + " — " + field.fault();
    }
}
