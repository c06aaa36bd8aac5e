package ismscope.app.cli;

import ismscope.inspector.session.SessionSnapshot;
import java.util.List;
import java.util.PrimitiveIterator;

/// Columns, separated by tabs; tabs and line breaks within a value are written `\t` and `\n`.
record ColumnPrinter(SessionSnapshot snapshot, List<Column> columns) implements EventPrinter {
    @Override
    public void print(Console console, PrimitiveIterator.OfLong events) {
        StringBuilder line = new StringBuilder();
        while (events.hasNext()) {
            long event = events.nextLong();
            line.setLength(0);
            for (Column column : columns) {
                line.append(line.isEmpty() && column.equals(columns.getFirst()) ? "" : "\t");
                line.append(oneCell(column.text(snapshot, event)));
            }
            console.line(line);
        }
    }

    private static String oneCell(String value) {
        return value.chars().allMatch(letter -> letter >= ' ')
                ? value
                : value.replace("\\", "\\\\")
                        .replace("\t", "\\t")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r");
    }
}
