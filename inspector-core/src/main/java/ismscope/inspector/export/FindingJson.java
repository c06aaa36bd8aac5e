package ismscope.inspector.export;

import ismscope.inspector.lint.Finding;
import ismscope.inspector.lint.LintRule;
import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// One finding as a JSON object on one line. Members and their types: docs/export.md.
///
/// Stateless; any thread.
public final class FindingJson {
    private static final JsonFactory JSON = new JsonFactory();

    private FindingJson() {}

    /// {@return the object, without a line break}
    public static String of(Finding finding) {
        LintRule rule = finding.rule();
        StringWriter text = new StringWriter(512);
        try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            out.writeStartObject();
            out.writeStringProperty("rule", rule.id());
            out.writeStringProperty("name", rule.slug());
            out.writeStringProperty("severity", rule.severityWord());
            out.writeStringProperty("certainty", finding.certainty().word());
            out.writeStringProperty("text", finding.text());
            out.writeNumberProperty("event", finding.event() + 1);
            out.writeArrayPropertyStart("proof");
            for (long event : finding.proof()) {
                out.writeNumber(event + 1);
            }
            out.writeEndArray();
            out.writeStringProperty("clause", rule.clause());
            out.writeStringProperty("title", rule.text().title());
            out.writeStringProperty("remedy", rule.text().remedy());
            out.writeEndObject();
        }
        return text.toString();
    }
}
