package ismscope.app.cli;

import ismscope.device.tap.TapKind;
import ismscope.inspector.event.Dissector;
import ismscope.inspector.event.Field;
import ismscope.inspector.event.FieldValue;
import ismscope.inspector.event.IsmField;
import ismscope.inspector.event.ValueText;
import ismscope.inspector.export.TimeFormat;
import ismscope.inspector.filter.NearestMatch;
import ismscope.inspector.filter.PlacedField;
import ismscope.inspector.session.SessionSnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.Stream;

/// A column of `read -T fields`: one value of an event, for programs to read. Several values of one
/// event are separated by commas, as tshark does; where there is none the column is empty.
interface Column {
    /// What an event has before it is dissected. The names are tshark's where it has the like.
    Map<String, Column> PLAIN = plain();

    /// Writes the value or values of an event.
    void write(Row row, StringBuilder line);

    /// {@return the columns of these names}
    ///
    /// @throws CommandFailure [ExitCode#USAGE] if there is no such column; the nearest is named
    static List<Column> named(List<String> names) throws CommandFailure {
        List<Column> columns = new ArrayList<>();
        for (String name : names) {
            Column column = PLAIN.get(name);
            IsmField field = IsmField.named(name);
            if (column != null) {
                columns.add(column);
            } else if (field != null) {
                columns.add(of(new PlacedField(field)));
            } else {
                throw unknown(name);
            }
        }
        return columns;
    }

    /// {@return all of them}
    static List<String> names() {
        return Stream.concat(
                        PLAIN.keySet().stream(),
                        Arrays.stream(IsmField.values()).map(IsmField::fieldName))
                .distinct()
                .toList();
    }

    private static CommandFailure unknown(String name) {
        return new CommandFailure(
                ExitCode.USAGE,
                "there is no field \"%s\"%s".formatted(name, NearestMatch.hint(name, names())));
    }

    private static Map<String, Column> plain() {
        Map<String, Column> columns = new LinkedHashMap<>();
        columns.put("frame.number", (row, line) -> line.append(row.event() + 1));
        columns.put("frame.time_relative", time(TimeFormat.RELATIVE));
        columns.put("frame.time_delta", time(TimeFormat.DELTA));
        columns.put("frame.time_epoch", time(TimeFormat.EPOCH));
        columns.put("frame.len", (row, line) -> line.append(row.record().length));
        columns.put("frame.comment", text(row -> row.snapshot().event(row.event()).comment()));
        columns.put(
                "frame.interface_id",
                (row, line) -> line.append(row.snapshot().device(row.event())));
        columns.put(
                "frame.interface_name",
                text(row -> row.snapshot().deviceName(row.snapshot().device(row.event()))));
        columns.put("_ws.col.info", text(row -> row.snapshot().info(row.event())));
        // These without the record: they are in the index.
        columns.put(
                IsmField.KIND.fieldName(),
                (row, line) -> {
                    if (row.kind() == TapKind.UNKNOWN) {
                        dissected(row, IsmField.KIND, line);
                    } else {
                        line.append(row.kind().code());
                    }
                });
        columns.put(
                IsmField.TOKEN.fieldName(),
                (row, line) -> hex(row.snapshot().token(row.event()), line));
        columns.put(
                IsmField.FLOW.fieldName(),
                (row, line) -> decimal(row.snapshot().flow(row.event()), line));
        return columns;
    }

    private static Column time(TimeFormat format) {
        return (row, line) -> line.append(format.text(row.snapshot(), row.event()));
    }

    private static Column text(Function<Row, String> text) {
        return (row, line) -> CellText.append(text.apply(row), line);
    }

    private static Column of(PlacedField field) {
        boolean hexadecimal = field.field().type() == IsmField.Type.HEX;
        return (row, line) -> {
            TapKind kind = row.kind();
            if (!field.isPlacedIn(kind)) {
                if (field.canBeIn(kind)) {
                    dissected(row, field.field(), line);
                }
            } else if (row.record().length > 0) {
                long value = field.read(kind, row.record());
                if (hexadecimal) {
                    hex(value, line);
                } else {
                    decimal(value, line);
                }
            }
        };
    }

    private static void decimal(long unsigned, StringBuilder line) {
        if (unsigned >= 0) {
            line.append(unsigned);
        } else {
            line.append(Long.toUnsignedString(unsigned));
        }
    }

    private static void hex(long unsigned, StringBuilder line) {
        line.append("0x");
        int digits = Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(unsigned) + 3) / 4);
        for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
            line.append(Character.forDigit((int) (unsigned >>> shift) & 0xf, 16));
        }
    }

    private static void dissected(Row row, IsmField field, StringBuilder line) {
        StringJoiner values = new StringJoiner(",");
        SessionSnapshot snapshot = row.snapshot();
        for (Field found : Dissector.find(snapshot.event(row.event()), snapshot, field)) {
            values.add(value(found, row.record()));
        }
        CellText.append(values.toString(), line);
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
