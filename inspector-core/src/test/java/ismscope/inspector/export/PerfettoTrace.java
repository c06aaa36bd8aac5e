package ismscope.inspector.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Decodes a trace by Perfetto's published schema, as far as it is used: a field that the message
/// does not have, or that has another wire type there, fails. Names, numbers and types are those of
/// `protos/perfetto/trace/perfetto_trace.proto`, as published after v54.
final class PerfettoTrace {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH = 2;

    /// A field of a message: its name, wire type, and the message that it is, empty if it is none.
    private record Schema(String name, int wire, String message) {}

    private static final Map<String, Map<Integer, Schema>> MESSAGES =
            Map.of(
                    "Trace",
                    Map.of(1, new Schema("packet", LENGTH, "TracePacket")),
                    "TracePacket",
                    Map.of(
                            8, new Schema("timestamp", VARINT, ""),
                            10, new Schema("trusted_packet_sequence_id", VARINT, ""),
                            11, new Schema("track_event", LENGTH, "TrackEvent"),
                            13, new Schema("sequence_flags", VARINT, ""),
                            60, new Schema("track_descriptor", LENGTH, "TrackDescriptor")),
                    "TrackDescriptor",
                    Map.of(
                            1, new Schema("uuid", VARINT, ""),
                            2, new Schema("name", LENGTH, "string"),
                            5, new Schema("parent_uuid", VARINT, ""),
                            8, new Schema("counter", LENGTH, "CounterDescriptor")),
                    "CounterDescriptor",
                    Map.of(3, new Schema("unit", VARINT, "")),
                    "TrackEvent",
                    Map.of(
                            4, new Schema("debug_annotations", LENGTH, "DebugAnnotation"),
                            9, new Schema("type", VARINT, ""),
                            11, new Schema("track_uuid", VARINT, ""),
                            22, new Schema("categories", LENGTH, "string"),
                            23, new Schema("name", LENGTH, "string"),
                            30, new Schema("counter_value", VARINT, ""),
                            47, new Schema("flow_ids", FIXED64, "")),
                    "DebugAnnotation",
                    Map.of(
                            3, new Schema("uint_value", VARINT, ""),
                            6, new Schema("string_value", LENGTH, "string"),
                            10, new Schema("name", LENGTH, "string")));

    private PerfettoTrace() {}

    /// A value of a field: a number, a text or a message.
    record Value(String field, long number, String text, List<Value> parts) {
        /// {@return the number of the first part of this name, -1 if there is none}
        long number(String name) {
            return parts.stream()
                    .filter(part -> part.field().equals(name))
                    .mapToLong(Value::number)
                    .findFirst()
                    .orElse(-1);
        }

        /// {@return the text of the first part of this name, empty if there is none}
        String text(String name) {
            return parts.stream()
                    .filter(part -> part.field().equals(name))
                    .map(Value::text)
                    .findFirst()
                    .orElse("");
        }

        /// {@return the parts of this name}
        List<Value> all(String name) {
            return parts.stream().filter(part -> part.field().equals(name)).toList();
        }
    }

    /// {@return the trace as a message whose parts are packets}
    static Value decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return new Value("trace", 0, "", message("Trace", in));
    }

    private static List<Value> message(String type, ByteBuffer in) {
        List<Value> values = new ArrayList<>();
        while (in.hasRemaining()) {
            long key = varint(in);
            int wire = (int) (key & 7);
            Schema schema = MESSAGES.getOrDefault(type, Map.of()).get((int) (key >>> 3));
            if (schema == null || schema.wire() != wire) {
                throw new AssertionError(
                        type + " has no field " + (key >>> 3) + " of wire " + wire);
            }
            values.add(value(schema, in));
        }
        return values;
    }

    private static Value value(Schema schema, ByteBuffer in) {
        return switch (schema.wire()) {
            case VARINT -> new Value(schema.name(), varint(in), "", List.of());
            case FIXED64 -> new Value(schema.name(), in.getLong(), "", List.of());
            default -> {
                int length = (int) varint(in);
                int start = in.position();
                ByteBuffer own = in.slice(start, length).order(ByteOrder.LITTLE_ENDIAN);
                in.position(start + length);
                yield schema.message().equals("string")
                        ? new Value(schema.name(), 0, UTF_8.decode(own).toString(), List.of())
                        : new Value(schema.name(), 0, "", message(schema.message(), own));
            }
        };
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
