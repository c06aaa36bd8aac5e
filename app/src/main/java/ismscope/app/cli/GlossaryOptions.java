package ismscope.app.cli;

import ismscope.inspector.filter.FilterField;
import ismscope.inspector.filter.FilterFields;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The option that prints what the program knows instead of doing anything; the letter is tshark's.
final class GlossaryOptions {
    @Option(
            names = "-G",
            paramLabel = "WHAT",
            description =
                    "Print what can be asked for and end: fields, with type, meaning and values.")
    private @Nullable Subject subject;

    private enum Subject {
        FIELDS
    }

    /// {@return whether that was asked, and so is done}
    boolean printed(Console console) {
        if (subject == null) {
            return false;
        }
        for (FilterField field : FilterFields.all()) {
            console.line(field.line());
        }
        return true;
    }
}
