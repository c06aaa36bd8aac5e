package ismscope.inspector.capture;

import java.io.StringWriter;
import java.lang.module.ModuleDescriptor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Who made a capture and of what: the options of a Section Header Block.
///
/// The facts are a flat JSON object in the block's `opt_comment`: `{"scenario":"tour","seed":"7"}`.
///
/// @param application `shb_userappl`, empty if unknown
/// @param os `shb_os`, empty if unknown
/// @param facts scenario, seed, guests and the like by name, in the order they were given
public record CaptureOrigin(String application, String os, SequencedMap<String, String> facts) {
    /// Nothing is known.
    public static final CaptureOrigin UNKNOWN = new CaptureOrigin("", "", new LinkedHashMap<>());

    /// The most facts that are read from a file.
    private static final int MAX_FACTS = 256;

    private static final JsonFactory JSON = new JsonFactory();

    /// Copies the facts in.
    public CaptureOrigin {
        facts = new LinkedHashMap<>(facts);
    }

    /// {@return this program on this machine, with these facts}
    public static CaptureOrigin here(Map<String, String> facts) {
        String version =
                Optional.ofNullable(CaptureOrigin.class.getModule().getDescriptor())
                        .flatMap(ModuleDescriptor::rawVersion)
                        .map(text -> " " + text)
                        .orElse("");
        String application = "Ismscope" + version;
        String os = System.getProperty("os.name") + " " + System.getProperty("os.version");
        return new CaptureOrigin(application, os, new LinkedHashMap<>(facts));
    }

    /// {@return the value of a fact, empty if it is not told}
    public String fact(String name) {
        return facts.getOrDefault(name, "");
    }

    /// {@return the facts as one JSON object}
    String toJson() {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            out.writeStartObject();
            facts.forEach(out::writeStringProperty);
            out.writeEndObject();
        }
        return text.toString();
    }

    /// {@return the facts in a comment; none if it is no flat JSON object}
    static SequencedMap<String, String> factsOf(String comment) {
        SequencedMap<String, String> facts = new LinkedHashMap<>();
        if (!comment.startsWith("{")) {
            return facts;
        }
        try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), comment)) {
            in.nextToken();
            while (facts.size() < MAX_FACTS && in.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = in.currentName();
                if (in.nextToken().isScalarValue()) {
                    facts.put(name, in.getString());
                } else {
                    in.skipChildren();
                }
            }
        } catch (JacksonException e) {
            // Somebody else's comment: what was understood so far is kept, the rest is not ours.
            return facts;
        }
        return facts;
    }
}
