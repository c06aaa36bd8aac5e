package ismscope.inspector.export;

import ismscope.inspector.event.Dissector;
import ismscope.inspector.event.Event;
import ismscope.inspector.event.EventContext;
import ismscope.inspector.event.EventDescriber;
import ismscope.inspector.event.Field;
import ismscope.inspector.event.FieldValue;
import ismscope.inspector.event.IsmField;
import ismscope.inspector.event.ValueText;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Elasticsearch's bulk format in the shape of `tshark -T ek`: two lines for each event, all values
/// as strings, several of one field as an array.
final class EkSink implements EventSink {
    private static final JsonFactory JSON = new JsonFactory();
    private static final long MILLI = 1_000_000;
    private static final int DATE_LENGTH = 10;

    private final OutputStream out;
    private final EventContext context;

    EkSink(OutputStream out, EventContext context) {
        this.out = out;
        this.context = context;
    }

    @Override
    public void write(Event event) throws IOException {
        StringWriter text = new StringWriter(1024);
        String time = TimeFormat.iso(event.timeNanos());
        text.write(
                "{\"index\":{\"_index\":\"packets-%s\"}}\n"
                        .formatted(time.substring(0, DATE_LENGTH)));
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty(
                    "timestamp", Long.toString(Math.floorDiv(event.timeNanos(), MILLI)));
            json.writeObjectPropertyStart("layers");
            frame(event, time, json);
            ism(event, json);
            json.writeEndObject();
            json.writeEndObject();
        }
        text.write('\n');
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void frame(Event event, String time, JsonGenerator json) {
        json.writeObjectPropertyStart("frame");
        json.writeStringProperty("frame_frame_number", Long.toString(event.number() + 1));
        json.writeStringProperty("frame_frame_time", time);
        json.writeStringProperty("frame_frame_len", Integer.toString(event.bytes().length));
        json.writeStringProperty("frame_frame_interface_id", Integer.toString(event.device()));
        json.writeStringProperty("frame_frame_interface_name", context.deviceName(event.device()));
        if (!event.comment().isEmpty()) {
            json.writeStringProperty("frame_frame_comment", event.comment());
        }
        json.writeEndObject();
    }

    private void ism(Event event, JsonGenerator json) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        collect(Dissector.dissect(event, context), event.bytes(), values);
        json.writeObjectPropertyStart("ism");
        json.writeStringProperty("ism_ism_vm", context.deviceName(event.device()));
        json.writeStringProperty("ism_ism_info", EventDescriber.describe(event, context));
        values.forEach((name, all) -> {
            json.writeName("ism_" + name.replace('.', '_'));
            if (all.size() == 1) {
                json.writeString(all.getFirst());
            } else {
                json.writeStartArray();
                all.forEach(json::writeString);
                json.writeEndArray();
            }
        });
        json.writeEndObject();
    }

    private static void collect(List<Field> level, byte[] bytes, Map<String, List<String>> values) {
        for (Field field : level) {
            String value = text(FieldValue.of(field, bytes));
            boolean bare =
                    value.isEmpty()
                            || IsmField.HEADER.fieldName().equals(field.name())
                            || IsmField.BODY.fieldName().equals(field.name());
            if (!bare) {
                values.computeIfAbsent(field.name(), _ -> new ArrayList<>()).add(value);
            }
            collect(field.children(), bytes, values);
        }
    }

    private static String text(FieldValue value) {
        return switch (value) {
            case FieldValue.Decimal(long unsigned) -> Long.toUnsignedString(unsigned);
            case FieldValue.Hexadecimal(long unsigned) -> ValueText.hex(unsigned);
            case FieldValue.Text(String text) -> text;
            case FieldValue.Bytes(byte[] own) -> HexFormat.of().formatHex(own);
            case FieldValue.Missing() -> "";
        };
    }

    @Override
    public void close() {
        // Every line is whole by itself.
    }
}
