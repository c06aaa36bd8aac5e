package ismscope.inspector.wireshark;

import ismscope.device.protocol.CommandCode;
import ismscope.device.tap.Severity;
import ismscope.device.tap.TapKind;
import ismscope.device.tap.ViolationRule;
import ismscope.inspector.event.IsmField;
import ismscope.inspector.lint.LintRule;
import ismscope.inspector.lint.LintRules;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The dissector's tables: fields, structures, code words, rules. What is in them is told in
/// `ismscope.lua`, where they are used.
final class LuaTables {
    private static final int ACK_AT = MadeUpRecord.HEADER_LENGTH + 16;

    private final Structures structures;
    private final StringBuilder out = new StringBuilder(1 << 16);

    private LuaTables(Structures structures) {
        this.structures = structures;
    }

    /// {@return the tables as Lua}
    static String text() {
        LuaTables tables = new LuaTables(Structures.probe());
        tables.fields();
        tables.bits();
        tables.bodies();
        tables.commands();
        tables.list("HEADER", tables.structures.header());
        tables.list("EVENT", tables.structures.event());
        tables.list("UPDATE_EVENT", tables.structures.updateEvent());
        tables.list("REPLY", tables.structures.reply());
        tables.list("AREA", tables.structures.area());
        tables.ackWords();
        tables.rules();
        return tables.out.toString();
    }

    private void fields() {
        out.append("local FIELDS = {\n");
        for (IsmField field : IsmField.values()) {
            out.append("  { ")
                    .append(quoted(field.fieldName()))
                    .append(", ")
                    .append(quoted(field.label()))
                    .append(", ")
                    .append(type(field));
            SortedMap<Long, String> names = new TreeMap<>();
            for (Part part : structures.all()) {
                if (part.field() == field) {
                    names.putAll(part.names());
                }
            }
            out.append(names.isEmpty() ? "" : ", " + map(names)).append(" },\n");
        }
        out.append("}\n");
    }

    /// {@return Lua's type and base of a field: `"uint16", "DEC"`}
    private String type(IsmField field) {
        return switch (field.type()) {
            case NUMBER -> quoted(integer(field)) + ", \"DEC\"";
            case HEX -> quoted(integer(field)) + ", \"HEX\"";
            case BYTES -> "\"bytes\", \"NONE\"";
            case TEXT, GROUP, GENERATED -> "\"string\", \"NONE\"";
            case EVENT -> "\"framenum\", \"NONE\"";
        };
    }

    /// The smallest type that holds it wherever it stands; of several widths the largest type.
    private String integer(IsmField field) {
        List<Integer> widths =
                structures.all().stream()
                        .filter(part -> part.field() == field)
                        .map(Part::width)
                        .distinct()
                        .toList();
        int width = widths.size() == 1 ? widths.getFirst() : Long.BYTES;
        return switch (width) {
            case 1, 2, 4 -> "uint" + width * Byte.SIZE;
            default -> "uint64";
        };
    }

    private void bits() {
        Map<String, SortedMap<Integer, String>> known = new TreeMap<>();
        for (Part part : structures.all()) {
            if (!part.bits().isEmpty()) {
                known.put(part.field().fieldName(), part.bits());
            }
        }
        out.append("local BITS = {\n");
        known.forEach((name, bits) -> {
            String all =
                    bits.entrySet().stream()
                            .map(bit ->
                                    "{ %d, %s }".formatted(bit.getKey(), quoted(bit.getValue())))
                            .collect(Collectors.joining(", "));
            out.append("  [%s] = { %s },\n".formatted(quoted(name), all));
        });
        out.append("}\n");
    }

    private void bodies() {
        out.append("local KINDS = {\n");
        for (TapKind kind : structures.bodies().keySet()) {
            out.append("  [%d] = { name = %s,".formatted(kind.code(), quoted(kind.name())));
            parts(structures.bodies().getOrDefault(kind, List.of()));
            out.append(" },\n");
        }
        out.append("}\n");
    }

    private void commands() {
        out.append("local COMMANDS = {\n");
        for (CommandCode code : structures.commands().keySet()) {
            out.append(
                    "  [%d] = { name = %s, areas = %s,"
                            .formatted(code.wire(), quoted(code.name()), code.repliesWithAreas()));
            parts(structures.commands().getOrDefault(code, List.of()));
            out.append(" },\n");
        }
        out.append("}\n");
    }

    private void list(String name, List<Part> parts) {
        out.append("local ").append(name).append(" = {");
        parts(parts);
        out.append(" }\n");
    }

    private void parts(List<Part> parts) {
        for (Part part : parts) {
            out.append("\n    { ").append(quoted(part.field().fieldName()));
            out.append(", ").append(part.width());
            IsmField counted = part.counted();
            if (counted != null) {
                out.append(", counts = ").append(quoted(counted.fieldName()));
            }
            switch (part.presence()) {
                case ALWAYS -> {
                    // What is usual is not said.
                }
                case IF_ANY -> out.append(", optional = \"any\"");
                case IF_EXACT -> out.append(", optional = \"exact\"");
            }
            out.append(" },");
        }
    }

    /// What acks mean, as the dissector says it.
    private void ackWords() {
        SortedMap<Long, String> words = new TreeMap<>();
        String unknown = "";
        for (int code = 0; code < 1 << Byte.SIZE; code++) {
            String said = Structures.replyRecord().with(ACK_AT, code).parts().getFirst().value();
            String meaning = said.substring(said.indexOf(": ") + 2);
            if (said.startsWith("unknown")) {
                unknown = meaning;
            } else {
                words.put((long) code, meaning);
            }
        }
        out.append("local ACK_WORDS = %s\n".formatted(map(words)));
        out.append("ACK_WORDS.unknown = %s\n".formatted(quoted(unknown)));
    }

    private void rules() {
        out.append("local RULES = {\n");
        for (ViolationRule rule : ViolationRule.values()) {
            rule(
                    rule.code(),
                    rule.severity(),
                    "ISM-%04d".formatted(rule.code()),
                    rule.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    rule.summary(),
                    rule.clause());
        }
        out.append("}\nlocal LINT_RULES = {\n");
        for (LintRule rule : LintRules.all()) {
            if (!rule.isViolation()) {
                rule(
                        rule.number(),
                        rule.severity(),
                        rule.id(),
                        rule.slug(),
                        rule.text().title(),
                        rule.clause());
            }
        }
        out.append("}\n");
    }

    private void rule(int code, Severity severity, String... texts) {
        out.append("  [%d] = { %s, %s, ".formatted(code, quoted(texts[0]), quoted(texts[1])));
        out.append("%s, %s, ".formatted(quoted(severity.name()), quoted(texts[2])));
        out.append("%s },\n".formatted(quoted(texts[3])));
    }

    private static String map(SortedMap<Long, String> names) {
        return names.entrySet().stream()
                .map(name -> "[%d] = %s".formatted(name.getKey(), quoted(name.getValue())))
                .collect(Collectors.joining(", ", "{ ", " }"));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
