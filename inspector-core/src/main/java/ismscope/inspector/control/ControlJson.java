package ismscope.inspector.control;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Lines of the control protocol as JSON. Stateless; any thread.
final class ControlJson {
    static final String EXECUTE = "execute";
    static final String ARGUMENTS = "arguments";
    static final String ID = "id";

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build();

    private ControlJson() {}

    /// {@return the object on a line}
    static JsonNode read(String line) throws ControlFault {
        JsonNode tree;
        try {
            tree = JSON.readTree(line);
        } catch (JacksonException e) {
            throw new ControlFault(
                    ControlFault.Kind.INVALID_JSON,
                    "the line is no JSON: " + e.getOriginalMessage());
        }
        if (!tree.isObject()) {
            throw new ControlFault(
                    ControlFault.Kind.INVALID_REQUEST, "a request is a JSON object on one line");
        }
        return tree;
    }

    /// {@return a successful reply}
    ///
    /// @param value of maps, lists, texts and numbers
    static String reply(Object value, @Nullable JsonNode id) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("return", value);
        return line(line, id);
    }

    /// {@return a refusal}
    static String error(ControlFault fault, @Nullable JsonNode id) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("class", fault.kind().word());
        error.put("desc", fault.sentence());
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("error", error);
        return line(line, id);
    }

    /// {@return news that nobody asked for}
    static String event(String name, Map<String, Object> data, long nanos) {
        Map<String, Object> time = new LinkedHashMap<>();
        time.put("seconds", nanos / 1_000_000_000L);
        time.put("microseconds", nanos / 1_000 % 1_000_000L);
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("event", name);
        line.put("data", data);
        line.put("timestamp", time);
        return line(line, null);
    }

    /// {@return any object as a line}
    static String line(Map<String, Object> object, @Nullable JsonNode id) {
        if (id != null) {
            object.put(ID, id);
        }
        return JSON.writeValueAsString(object);
    }
}
