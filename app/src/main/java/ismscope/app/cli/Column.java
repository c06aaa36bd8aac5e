package ismscope.app.cli;

import ismscope.inspector.event.Field;
import ismscope.inspector.event.FieldValue;
import ismscope.inspector.event.IsmField;
import ismscope.inspector.event.ValueText;
import ismscope.inspector.export.TimeFormat;
import ismscope.inspector.filter.NearestMatch;
import ismscope.inspector.session.SessionSnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Stream;

/// A column of `read -T fields`: one value of an event, for programs to read. Several values of one
/// event are separated by commas, as tshark does; where there is none the column is empty.
interface Column {
    /// What an event has before it is dissected. The names are tshark's where it has the like.
    Map<String, Column> PLAIN = plain();

    /// {@return the value or values of an event}
    String text(SessionSnapshot snapshot, long event);

    /// {@return the columns of these names}
    ///
    /// @throws CommandFailure [ExitCode#USAGE] if there is no such column; the nearest is named
    static List<Column> named(List<String> names) throws CommandFailure {
        List<Column> columns = new ArrayList<>();
        for (String name : names) {
            Column column = PLAIN.get(name);
            if (column != null) {
                columns.add(column);
            } else if (IsmField.named(name) != null) {
                columns.add((snapshot, event) -> dissected(snapshot, event, name));
            } else {
                throw unknown(name);
            }
        }
        return columns;
    }

    private static CommandFailure unknown(String name) {
        List<String> known =
                Stream.concat(
                                PLAIN.keySet().stream(),
                                Arrays.stream(IsmField.values()).map(IsmField::fieldName))
                        .toList();
        return new CommandFailure(
                ExitCode.USAGE,
                "there is no field \"%s\"%s".formatted(name, NearestMatch.hint(name, known)));
    }

    private static Map<String, Column> plain() {
        Map<String, Column> columns = new LinkedHashMap<>();
        columns.put("frame.number", (snapshot, event) -> Long.toString(event + 1));
        columns.put("frame.time_relative", TimeFormat.RELATIVE::text);
        columns.put("frame.time_delta", TimeFormat.DELTA::text);
        columns.put("frame.time_epoch", TimeFormat.EPOCH::text);
        columns.put(
                "frame.len",
                (snapshot, event) -> Integer.toString(snapshot.event(event).bytes().length));
        columns.put("frame.comment", (snapshot, event) -> snapshot.event(event).comment());
        columns.put(
                "frame.interface_id",
                (snapshot, event) -> Integer.toString(snapshot.device(event)));
        columns.put(
                "frame.interface_name",
                (snapshot, event) -> snapshot.deviceName(snapshot.device(event)));
        columns.put("_ws.col.info", SessionSnapshot::info);
        // These two without dissection: they are asked for in millions.
        columns.put(
                IsmField.TOKEN.fieldName(),
                (snapshot, event) -> ValueText.hex(snapshot.token(event)));
        columns.put(
                IsmField.FLOW.fieldName(),
                (snapshot, event) -> Long.toUnsignedString(snapshot.flow(event)));
        return columns;
    }

    private static String dissected(SessionSnapshot snapshot, long event, String name) {
        byte[] bytes = snapshot.event(event).bytes();
        StringJoiner values = new StringJoiner(",");
        collect(snapshot.dissect(event), name, bytes, values);
        return values.toString();
    }

    private static void collect(
            List<Field> fields, String name, byte[] bytes, StringJoiner values) {
        for (Field field : fields) {
            if (field.name().equals(name)) {
                values.add(value(field, bytes));
            }
            collect(field.children(), name, bytes, values);
        }
    }

    private static String value(Field field, byte[] bytes) {
        return switch (FieldValue.of(field, bytes)) {
            case FieldValue.Decimal(long unsigned) -> Long.toUnsignedString(unsigned);
            case FieldValue.Hexadecimal(long unsigned) -> ValueText.hex(unsigned);
            case FieldValue.Text(String text) -> text;
            case FieldValue.Bytes(byte[] own) -> HexFormat.of().formatHex(own);
            case FieldValue.Missing() -> "";
        };
    }
}
