package ismscope.app.cli;

/// Texts as cells of a table of tabs and lines: tabs and line breaks within them are written `\t`
/// and `\n`, as tshark does.
final class CellText {
    private CellText() {}

    /// Writes a text.
    static void append(String text, StringBuilder line) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ') {
                line.append(
                        text.replace("\\", "\\\\")
                                .replace("\t", "\\t")
                                .replace("\n", "\\n")
                                .replace("\r", "\\r"));
                return;
            }
        }
        line.append(text);
    }
}
