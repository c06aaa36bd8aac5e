package ismscope.inspector.export;

import java.util.ArrayList;
import java.util.List;

/// Rows of cells as lines of text: the first column to the left, the others, numbers, to the right.
final class AlignedTable {
    private static final String GAP = "  ";

    private AlignedTable() {}

    /// {@return a line for each row, without blanks at its end}
    ///
    /// @param rows of as many cells as the first
    static List<String> lines(List<List<String>> rows) {
        int[] widths = new int[rows.getFirst().size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String space = " ".repeat(widths[i] - row.get(i).length());
                line.append(i == 0 ? row.get(i) + space : GAP + space + row.get(i));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}
