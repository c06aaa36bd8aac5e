package ismscope.app.cli;

import ismscope.inspector.session.SessionSnapshot;
import java.util.List;
import java.util.PrimitiveIterator;

/// Columns, separated by tabs.
record ColumnPrinter(SessionSnapshot snapshot, List<Column> columns) implements EventPrinter {
    private static final int ENOUGH = 1 << 15;

    @Override
    public void print(Console console, PrimitiveIterator.OfLong events) {
        StringBuilder lines = new StringBuilder();
        Row row = new Row(snapshot);
        while (events.hasNext()) {
            row.on(events.nextLong());
            for (int i = 0; i < columns.size(); i++) {
                if (i > 0) {
                    lines.append('\t');
                }
                columns.get(i).write(row, lines);
            }
            if (lines.length() < ENOUGH && events.hasNext()) {
                lines.append('\n');
            } else {
                console.line(lines);
                lines.setLength(0);
            }
        }
    }
}
