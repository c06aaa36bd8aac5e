package ismscope.inspector.export;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a session can be exported as. Layouts: docs/export.md.
public enum ExportFormat {
    /// A capture again: docs/capture-format.md.
    PCAPNG("pcapng"),
    /// One JSON object for each event, one in a line.
    JSONL("jsonl"),
    /// A table, RFC 4180.
    CSV("csv");

    private final String extension;

    ExportFormat(String extension) {
        this.extension = extension;
    }

    /// {@return the end of file names, without a dot; also the name on the command line}
    public String extension() {
        return extension;
    }

    /// {@return the format of this name: `jsonl`, empty if there is none}
    public static Optional<ExportFormat> named(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(f -> f.extension.equals(wanted)).findFirst();
    }
}
