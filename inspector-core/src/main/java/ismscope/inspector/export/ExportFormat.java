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
    CSV("csv"),
    /// Elasticsearch's bulk format, as `tshark -T ek`.
    EK("ek"),
    /// A trace for Perfetto's viewer.
    PERFETTO("pftrace"),
    /// A report for people: one page of HTML.
    HTML("html");

    private final String extension;

    ExportFormat(String extension) {
        this.extension = extension;
    }

    /// {@return the end of file names, without a dot; also a name on the command line}
    public String extension() {
        return extension;
    }

    /// {@return the format of this name or file ending: `jsonl`, empty if there is none}
    public static Optional<ExportFormat> named(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(format -> format.answersTo(wanted)).findFirst();
    }

    private boolean answersTo(String wanted) {
        return extension.equals(wanted) || name().toLowerCase(Locale.ROOT).equals(wanted);
    }
}
