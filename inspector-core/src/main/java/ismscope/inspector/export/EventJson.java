package ismscope.inspector.export;

import ismscope.inspector.event.Dissector;
import ismscope.inspector.event.Event;
import ismscope.inspector.event.EventContext;
import ismscope.inspector.event.EventDescriber;
import ismscope.inspector.event.Field;
import ismscope.inspector.event.FieldValue;
import ismscope.inspector.event.IsmField;
import ismscope.inspector.event.ValueText;
import java.io.StringWriter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// One event as a JSON object on one line. Members and their types: docs/export.md.
///
/// Stateless; any thread.
public final class EventJson {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String[] FLAGS = {"SNAPSHOT", "CUT", "VIOLATION", "INJECTED"};

    /// Fields of which an event can have several: always arrays.
    private static final Set<String> REPEATED =
            Set.of(
                    IsmField.AREA.fieldName(),
                    IsmField.AREA_OFFSET.fieldName(),
                    IsmField.AREA_SIZE.fieldName());

    private EventJson() {}

    /// {@return the object, without a line break}
    ///
    /// @param context the session that the event is from
    public static String of(Event event, EventContext context) {
        StringWriter text = new StringWriter(1024);
        try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            out.writeStartObject();
            head(event, context, out);
            out.writeStringProperty("info", EventDescriber.describe(event, context));
            if (!event.comment().isEmpty()) {
                out.writeStringProperty("comment", event.comment());
            }
            fields(event, Dissector.dissect(event, context), out);
            out.writeStringProperty("bytes", HexFormat.of().formatHex(event.bytes()));
            out.writeEndObject();
        }
        return text.toString();
    }

    private static void head(Event event, EventContext context, JsonGenerator out) {
        out.writeNumberProperty("number", event.number() + 1);
        out.writeStringProperty("time", TimeFormat.iso(event.timeNanos()));
        out.writeNumberProperty("device", event.device());
        out.writeStringProperty("deviceName", context.deviceName(event.device()));
        out.writeStringProperty("kind", event.kind().name());
        out.writeArrayPropertyStart("flags");
        for (int i = 0; i < FLAGS.length; i++) {
            if ((event.flags() & 1 << i) != 0) {
                out.writeString(FLAGS[i]);
            }
        }
        out.writeEndArray();
        out.writeName("sequence");
        number(event.sequence(), out);
        out.writeName("flow");
        number(event.flow(), out);
        out.writeName("token");
        if (event.token() == 0) {
            out.writeNull();
        } else {
            out.writeString(ValueText.token(event.token()));
        }
        long counterpart = context.counterpart(event.number());
        out.writeName("counterpart");
        if (counterpart < 0) {
            out.writeNull();
        } else {
            out.writeNumber(counterpart + 1);
        }
        Outcome outcome = Outcome.of(event, context);
        out.writeName("result");
        if (outcome.result().isEmpty()) {
            out.writeNull();
        } else {
            out.writeString(outcome.result());
        }
        out.writeName("latencyNanos");
        if (outcome.known()) {
            number(outcome.nanos(), out);
        } else {
            out.writeNull();
        }
    }

    private static void fields(Event event, List<Field> roots, JsonGenerator out) {
        Map<String, List<Field>> byName = new LinkedHashMap<>();
        List<Field> faulty = new ArrayList<>();
        collect(roots, byName, faulty);
        out.writeObjectPropertyStart("fields");
        for (Map.Entry<String, List<Field>> entry : byName.entrySet()) {
            out.writeName(entry.getKey());
            boolean several = REPEATED.contains(entry.getKey());
            if (several) {
                out.writeStartArray();
                entry.getValue().forEach(field -> value(field, event.bytes(), out));
                out.writeEndArray();
            } else {
                value(entry.getValue().getFirst(), event.bytes(), out);
            }
        }
        out.writeEndObject();
        out.writeArrayPropertyStart("faults");
        for (Field field : faulty) {
            out.writeStartObject();
            out.writeStringProperty("field", field.name());
            out.writeStringProperty("fault", field.fault());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void collect(
            List<Field> level, Map<String, List<Field>> byName, List<Field> faulty) {
        for (Field field : level) {
            boolean bare =
                    IsmField.HEADER.fieldName().equals(field.name())
                            || IsmField.BODY.fieldName().equals(field.name());
            if (!bare) {
                byName.computeIfAbsent(field.name(), _ -> new ArrayList<>()).add(field);
            }
            if (!field.fault().isEmpty()) {
                faulty.add(field);
            }
            collect(field.children(), byName, faulty);
        }
    }

    private static void value(Field field, byte[] bytes, JsonGenerator out) {
        switch (FieldValue.of(field, bytes)) {
            case FieldValue.Decimal(long unsigned) -> number(unsigned, out);
            case FieldValue.Hexadecimal(long unsigned) -> out.writeString(ValueText.hex(unsigned));
            case FieldValue.Text(String text) -> out.writeString(text);
            case FieldValue.Bytes(byte[] own) -> out.writeString(HexFormat.of().formatHex(own));
            case FieldValue.Missing() -> out.writeNull();
        }
    }

    private static void number(long unsigned, JsonGenerator out) {
        if (unsigned >= 0) {
            out.writeNumber(unsigned);
        } else {
            out.writeNumber(new BigInteger(Long.toUnsignedString(unsigned)));
        }
    }
}
