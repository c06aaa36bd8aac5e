package ismscope.app.cli;

import ismscope.inspector.session.SessionSnapshot;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.stream.IntStream;

/// Columns, separated by tabs. Many events are written by all processors, in pieces, in order.
record ColumnPrinter(SessionSnapshot snapshot, List<Column> columns) implements EventPrinter {
    private static final int PIECE = 1 << 12;
    private static final int PIECES = 16;

    @Override
    public void print(Console console, PrimitiveIterator.OfLong events) {
        long[] some = new long[PIECE * PIECES];
        while (events.hasNext()) {
            int count = 0;
            while (count < some.length && events.hasNext()) {
                some[count++] = events.nextLong();
            }
            int last = count;
            List<StringBuilder> texts =
                    IntStream.range(0, (last + PIECE - 1) / PIECE)
                            .parallel()
                            .mapToObj(piece ->
                                    lines(some, piece * PIECE, Math.min(last, (piece + 1) * PIECE)))
                            .toList();
            texts.forEach(console::line);
        }
    }

    /// {@return the lines of some events, without the last line break}
    private StringBuilder lines(long[] events, int from, int to) {
        StringBuilder lines = new StringBuilder();
        Row row = new Row(snapshot);
        for (int i = from; i < to; i++) {
            row.on(events[i]);
            for (int column = 0; column < columns.size(); column++) {
                if (column > 0) {
                    lines.append('\t');
                }
                columns.get(column).write(row, lines);
            }
            if (i < to - 1) {
                lines.append('\n');
            }
        }
        return lines;
    }
}
