package ismscope.inspector.filter;

import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.event.Dissector;
import ismscope.inspector.event.Event;
import ismscope.inspector.event.Field;
import ismscope.inspector.event.FieldValue;
import ismscope.inspector.event.IsmField;
import ismscope.inspector.index.EventColumn;
import ismscope.inspector.index.EventHead;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Fields of records, by the names that dissection gives them. The values are those of dissection;
/// what lies at a known place is read from there.
final class RecordFields {
    private RecordFields() {}

    /// {@return a field as a filter sees it}
    static FilterField of(IsmField field) {
        return new FilterField(
                field.fieldName(),
                type(field),
                description(field),
                FieldNames.of(field),
                source(field));
    }

    private static FilterType type(IsmField field) {
        return switch (field) {
            case CMD, RESULT, DOORBELL_CHUNK -> FilterType.NUMBER;
            case LATENCY, RESPONSE_TIME -> FilterType.DURATION;
            default ->
                    switch (field.type()) {
                        case NUMBER, HEX, EVENT -> FilterType.NUMBER;
                        case TEXT, GENERATED -> FilterType.TEXT;
                        case BYTES, GROUP -> FilterType.BYTES;
                    };
        };
    }

    private static String description(IsmField field) {
        return switch (field) {
            case CMD -> "Command, on its request and its reply";
            case LATENCY -> "Time in the device, on the request and its reply";
            case RESULT -> "Ack of the reply, on the request";
            default -> field.label();
        };
    }

    private static FieldSource source(IsmField field) {
        return switch (field) {
            case KIND -> FieldSource.column(Block::kind);
            case FLAGS -> FieldSource.column((block, at) -> EventHead.flags(block.head(at)));
            case FLOW -> FieldSource.column((block, at) -> block.column(EventColumn.FLOW)[at]);
            case TOKEN -> FieldSource.column((block, at) -> block.column(EventColumn.TOKEN)[at]);
            case CMD -> CommandFields.COMMAND;
            case ACK -> CommandFields.ACK;
            case RESULT -> CommandFields.RESULT;
            case LATENCY -> CommandFields.LATENCY;
            case RESPONSE_TIME -> CommandFields.RESPONSE_TIME;
            case CONTENT_BYTES -> contentBytes();
            case RESPONSE_IN -> counterpart(TapKind.REQUEST);
            case RESPONSE_TO -> counterpart(TapKind.REPLY);
            case REGION_CREATED_IN -> regionCreation();
            default -> dissected(field);
        };
    }

    /// The bytes of a region are the bulk of many captures, so they are not taken apart first.
    private static FieldSource contentBytes() {
        FieldSource otherwise = dissected(IsmField.CONTENT_BYTES);
        return FieldSource.of(
                FieldSource.Cost.RECORD,
                otherwise.kinds(),
                (block, at, into) -> {
                    if (!(block.event(at).record() instanceof TapRecord.Content content)) {
                        otherwise.reader().read(block, at, into);
                    } else if (content.bytes().length > 0) {
                        into.add(content.bytes());
                    }
                });
    }

    private static FieldSource counterpart(TapKind kind) {
        return FieldSource.of(
                FieldSource.Cost.COLUMN,
                FieldSource.kinds(kind),
                (block, at, into) -> {
                    long other = block.column(EventColumn.COUNTERPART)[at];
                    if (other >= 0 && block.kind(at) == kind.code()) {
                        into.add(other + 1);
                    }
                });
    }

    /// Every event of a region has it, so it is not taken apart either; of records that are not
    /// whole dissection knows best.
    private static FieldSource regionCreation() {
        FieldSource otherwise = dissected(IsmField.REGION_CREATED_IN);
        return FieldSource.of(
                FieldSource.Cost.COLUMN,
                otherwise.kinds(),
                (block, at, into) -> {
                    int kind = block.kind(at);
                    if (kind == TapKind.UNKNOWN.code()) {
                        otherwise.reader().read(block, at, into);
                        return;
                    }
                    long token = block.column(EventColumn.TOKEN)[at];
                    if (token == 0 || kind == TapKind.REGION_CREATED.code()) {
                        return;
                    }
                    long created = block.session().regionCreation(token);
                    if (created >= 0 && created < block.number(at)) {
                        into.add(created + 1);
                    }
                });
    }

    private static FieldSource dissected(IsmField field) {
        @Nullable RecordPlace[] places = new RecordPlace[TapKind.values().length];
        for (TapKind kind : TapKind.values()) {
            places[kind.code()] = RecordPlace.of(field, kind);
        }
        boolean anyPlace = Arrays.stream(places).anyMatch(place -> place != null);
        return FieldSource.of(
                anyPlace ? FieldSource.Cost.RECORD : FieldSource.Cost.TREE,
                FieldKinds.of(field),
                (block, at, into) -> {
                    RecordPlace place = places[block.kind(at)];
                    if (place == null) {
                        dissect(field, block, at, into);
                    } else {
                        byte[] bytes = block.event(at).bytes();
                        // What the file no longer holds has no bytes, whatever its kind was.
                        if (bytes.length > 0) {
                            into.add(place.read(bytes));
                        }
                    }
                });
    }

    private static void dissect(IsmField field, Block block, int at, Values into) {
        Event event = block.event(at);
        for (Field found : Dissector.find(event, block.session(), field)) {
            add(field, found, event.bytes(), into);
        }
    }

    private static void add(IsmField field, Field found, byte[] bytes, Values into) {
        add(type(field), found, bytes, into);
    }

    /// Adds the value that one field of an event has, if it is one of dissection.
    static void read(FilterField field, Field found, byte[] bytes, Values into) {
        IsmField known = IsmField.named(field.name());
        boolean said =
                known != null
                        && (known.type() != IsmField.Type.GENERATED
                                || field.type() == FilterType.TEXT)
                        && known.type() != IsmField.Type.GROUP;
        if (said) {
            add(field.type(), found, bytes, into);
        }
    }

    private static void add(FilterType type, Field found, byte[] bytes, Values into) {
        switch (type) {
            case TEXT -> {
                if (FieldValue.of(found, bytes) instanceof FieldValue.Text(String text)) {
                    into.add(text);
                }
            }
            case BYTES -> {
                if (found.length() > 0) {
                    int end = found.offset() + found.length();
                    into.add(Arrays.copyOfRange(bytes, found.offset(), end));
                }
            }
            default -> {
                switch (FieldValue.of(found, bytes)) {
                    case FieldValue.Decimal(long unsigned) -> into.add(unsigned);
                    case FieldValue.Hexadecimal(long unsigned) -> into.add(unsigned);
                    // A generated number, which dissection gives as text.
                    case FieldValue.Text(String text) -> into.add(Long.parseUnsignedLong(text));
                    case FieldValue.Bytes _, FieldValue.Missing _ -> {
                        // Cut short: not the number that it was.
                    }
                }
            }
        }
    }
}
