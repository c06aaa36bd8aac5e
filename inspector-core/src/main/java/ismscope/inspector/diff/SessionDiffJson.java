package ismscope.inspector.diff;

import ismscope.inspector.diff.SessionDiff.Difference;
import ismscope.inspector.session.SessionSnapshot;
import java.io.StringWriter;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// A [SessionDiff] as one JSON object. Members: docs/time-travel.md. Stateless; any thread.
public final class SessionDiffJson {
    private static final JsonFactory JSON = new JsonFactory();

    private SessionDiffJson() {}

    /// {@return the object, without a line break}
    ///
    /// @param first the session that was compared
    /// @param second the one that it was compared with
    public static String of(SessionDiff diff, SessionSnapshot first, SessionSnapshot second) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            out.writeStartObject();
            out.writeBooleanProperty("same", diff.isSame());
            out.writeNumberProperty("firstEvents", first.eventCount());
            out.writeNumberProperty("secondEvents", second.eventCount());
            out.writeNumberProperty("alike", diff.counts().alike());
            out.writeNumberProperty("missing", diff.counts().missing());
            out.writeNumberProperty("added", diff.counts().added());
            out.writeNumberProperty("different", diff.counts().different());
            out.writeNumberProperty("late", diff.counts().late());
            out.writeArrayPropertyStart("differences");
            for (Difference difference : diff.differences()) {
                out.writeStartObject();
                out.writeStringProperty("kind", difference.kind().name().toLowerCase(Locale.ROOT));
                out.writeStringProperty("device", diff.deviceName(difference));
                event("first", difference.first(), first, out);
                event("second", difference.second(), second, out);
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        return text.toString();
    }

    private static void event(String name, long event, SessionSnapshot session, JsonGenerator out) {
        if (event < 0) {
            return;
        }
        out.writeObjectPropertyStart(name);
        out.writeNumberProperty("number", event + 1);
        out.writeStringProperty("kind", session.kind(event).name());
        out.writeStringProperty("info", session.info(event));
        out.writeEndObject();
    }
}
