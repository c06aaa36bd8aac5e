package ismscope.inspector.wireshark;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.inspector.SampleTraces;
import ismscope.inspector.event.Field;
import ismscope.inspector.event.FieldValue;
import ismscope.inspector.event.IsmField;
import ismscope.inspector.session.RecordingSession;
import ismscope.inspector.session.SessionSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every field of every event of every sample trace has the same values in tshark as here.
class DissectorInWiresharkTest {

    /// tshark writes hex numbers in the width of their field.
    private static final Pattern LEADING_ZEROS = Pattern.compile("\\b0x0+(?=[0-9a-f])");

    private static final List<IsmField> FIELDS = List.of(IsmField.values());

    @TempDir private static Path folder;

    static List<Path> samples() throws IOException {
        return SampleTraces.folders();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void tsharkHasOurFieldsLineByLine(Path sample) throws Exception {
        Path trace = sample.resolve("trace.pcapng");
        List<String> theirs = tshark(trace);
        List<String> ours = ours(trace);
        assertThat(theirs).hasSameSizeAs(ours);
        for (int line = 0; line < ours.size(); line++) {
            assertThat(named(theirs.get(line)))
                    .as("event %d", line + 1)
                    .isEqualTo(named(ours.get(line)));
        }
    }

    private static List<String> tshark(Path trace) throws Exception {
        Path script = folder.resolve("ismscope.lua");
        Files.writeString(script, WiresharkPackage.dissector());
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "-n",
                                "-2",
                                "-X",
                                "lua_script:" + script,
                                "-r",
                                trace.toString(),
                                "-T",
                                "fields"));
        for (IsmField field : FIELDS) {
            arguments.add("-e");
            arguments.add(field.fieldName());
        }
        return new Tshark(folder).lines(arguments.toArray(String[]::new));
    }

    /// {@return the fields that a line has, with their names, so that a difference can be read}
    private static String named(String line) {
        StringJoiner fields = new StringJoiner("\n");
        String[] values = line.split("\t", -1);
        for (int i = 0; i < values.length; i++) {
            if (!values[i].isEmpty()) {
                IsmField field = FIELDS.get(i);
                String value =
                        field.type() == IsmField.Type.HEX
                                ? LEADING_ZEROS.matcher(values[i]).replaceAll("0x")
                                : values[i];
                fields.add(field.fieldName() + "=" + value);
            }
        }
        return fields.toString();
    }

    private static List<String> ours(Path trace) throws Exception {
        try (RecordingSession session = RecordingSession.open(trace)) {
            session.awaitEnd();
            SessionSnapshot snapshot = session.snapshot();
            List<String> lines = new ArrayList<>();
            for (long event = 0; event < snapshot.eventCount(); event++) {
                Map<IsmField, StringJoiner> values = new EnumMap<>(IsmField.class);
                collect(snapshot.dissect(event), snapshot.event(event).bytes(), values);
                lines.add(
                        FIELDS.stream()
                                .map(field -> Objects.toString(values.get(field), ""))
                                .collect(Collectors.joining("\t")));
            }
            return lines;
        }
    }

    private static void collect(
            List<Field> fields, byte[] bytes, Map<IsmField, StringJoiner> values) {
        for (Field field : fields) {
            IsmField known = IsmField.named(field.name());
            assertThat(known).isNotNull();
            // Of a number that is cut short Wireshark says only that it is.
            if (known != null && !field.fault().startsWith("cut short: ")) {
                values.computeIfAbsent(known, _ -> new StringJoiner(",")).add(text(field, bytes));
            }
            collect(field.children(), bytes, values);
        }
    }

    private static String text(Field field, byte[] bytes) {
        return switch (FieldValue.of(field, bytes)) {
            case FieldValue.Decimal(long unsigned) -> Long.toUnsignedString(unsigned);
            case FieldValue.Hexadecimal(long unsigned) -> "0x" + Long.toHexString(unsigned);
            case FieldValue.Text(String text) -> text;
            case FieldValue.Bytes(byte[] own) -> HexFormat.of().formatHex(own);
            case FieldValue.Missing() -> "";
        };
    }
}
