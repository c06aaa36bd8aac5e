package ismscope.inspector.filter;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Filters generated from the grammar, over all fields, with values that some event really has more
/// often than not.
final class RandomFilters {
    private static final List<String> NUMBER_RELATIONS =
            List.of("==", "!=", "===", "!==", ">", "<", ">=", "<=", "eq", "ne", "lt", "ge");
    private static final List<FilterField> FIELDS = List.copyOf(FilterFields.all());
    private static final List<FilterField> OF_STATE =
            FIELDS.stream()
                    .filter(field -> field.name().matches("(vm|region|token)\\..*|changed"))
                    .toList();

    private final Random random;
    private final List<NaiveFilter> sessions;

    /// Events of the shortest session: all have those.
    private final long shortest;

    RandomFilters(long seed, List<NaiveFilter> sessions) {
        random = new Random(seed);
        this.sessions = sessions;
        shortest =
                sessions.stream()
                        .mapToLong(naive -> naive.session().eventCount())
                        .min()
                        .orElseThrow();
    }

    String next() {
        return expression(random.nextInt(4));
    }

    private String expression(int depth) {
        if (depth == 0) {
            return test();
        }
        return switch (random.nextInt(6)) {
            case 0 -> expression(depth - 1) + pick("&&", "and") + expression(depth - 1);
            case 1 -> expression(depth - 1) + pick("||", "or") + expression(depth - 1);
            case 2 -> expression(depth - 1) + pick("^^", "xor") + expression(depth - 1);
            case 3 -> "!(" + expression(depth - 1) + ")";
            case 4 -> "(" + expression(depth - 1) + ") && " + test();
            default -> "not " + test() + pick("&&", "||") + expression(depth - 1);
        };
    }

    private String pick(String... words) {
        return " " + words[random.nextInt(words.length)] + " ";
    }

    private String test() {
        List<FilterField> among = random.nextInt(8) == 0 ? OF_STATE : FIELDS;
        FilterField field = among.get(random.nextInt(among.size()));
        String quantifier = random.nextInt(8) == 0 ? pick("any", "all") : "";
        return switch (random.nextInt(10)) {
            case 0 ->
                    field.type() == FilterType.NUMBER
                            ? field.name() + pick("", "& 5")
                            : field.name();
            case 1 -> "flow(#" + (1 + random.nextLong(shortest)) + ")";
            case 2 -> "count(" + field.name() + ") " + relation() + " " + random.nextInt(3);
            case 3 -> pair(field);
            case 4 -> field.name() + pick("in", "not in") + set(field);
            default -> quantifier + compared(field);
        };
    }

    private String relation() {
        return NUMBER_RELATIONS.get(random.nextInt(NUMBER_RELATIONS.size()));
    }

    private String pair(FilterField field) {
        List<FilterField> alike =
                FIELDS.stream().filter(other -> other.type() == field.type()).toList();
        FilterField other = alike.get(random.nextInt(alike.size()));
        return field.name() + " " + relation() + " " + other.name();
    }

    private String set(FilterField field) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            parts.add(
                    random.nextInt(4) == 0
                            ? literal(field) + " .. " + literal(field)
                            : literal(field));
        }
        return "{" + String.join(", ", parts) + "}";
    }

    private String compared(FilterField field) {
        String name = field.name();
        String literal = literal(field);
        return switch (field.type()) {
            case TEXT ->
                    switch (random.nextInt(6)) {
                        case 0 -> name + " contains " + quoted(part(text(field)));
                        case 1 -> name + " matches " + quoted("^.*[0-9a-m]+" + random.nextInt(9));
                        case 2 -> "len(" + name + ") > " + random.nextInt(12);
                        case 3 ->
                                "upper("
                                        + name
                                        + ") == "
                                        + quoted(text(field).toUpperCase(java.util.Locale.ROOT));
                        case 4 -> name + slice() + relation() + " " + quoted(part(text(field)));
                        default -> name + " " + relation() + " " + literal;
                    };
            case BYTES ->
                    switch (random.nextInt(5)) {
                        case 0 -> name + " contains " + hex(random.nextInt(3));
                        case 1 -> name + slice() + relation() + " 00";
                        case 2 -> name + slice() + pick("contains 00", "== 00:00");
                        case 3 -> "len(" + name + ") " + relation() + " " + random.nextInt(80);
                        default -> name + " " + relation() + " " + literal;
                    };
            case NUMBER ->
                    random.nextInt(4) == 0
                            ? name + " & " + (1 << random.nextInt(9)) + pick("!= 0", "== 0")
                            : name + " " + relation() + " " + literal;
            default -> name + " " + relation() + " " + literal;
        };
    }

    /// {@return a slice of any of the forms that there are}
    private String slice() {
        int from = random.nextInt(9) - 2;
        String one =
                switch (random.nextInt(6)) {
                    case 0 -> from + ":" + (1 + random.nextInt(3));
                    case 1 -> ":" + (1 + random.nextInt(4));
                    case 2 -> from + ":";
                    case 3 -> Math.abs(from) + "-" + (Math.abs(from) + random.nextInt(3));
                    case 4 -> "-" + (1 + random.nextInt(4)) + ":1";
                    default -> Integer.toString(from);
                };
        return "[" + (random.nextInt(4) == 0 ? one + ",0" : one) + "] ";
    }

    private static String hex(int length) {
        return HexFormat.ofDelimiter(":").formatHex(new byte[length + 1]);
    }

    private String literal(FilterField field) {
        Object value = value(field);
        return switch (field.type()) {
            case FLAG -> random.nextBoolean() ? "true" : "false";
            case TEXT -> quoted(value == null ? "vm1" : (String) value);
            case BYTES ->
                    value == null || ((byte[]) value).length == 0
                            ? "de:ad"
                            : HexFormat.ofDelimiter(":").formatHex((byte[]) value);
            case NUMBER -> number(field, value);
            case DURATION -> (value == null ? 5 : (Long) value) + "ns";
            case TIME -> value == null ? "0" : seconds((Long) value);
        };
    }

    private static String seconds(long nanos) {
        return java.math.BigDecimal.valueOf(nanos, 9).toPlainString();
    }

    private String number(FilterField field, @Nullable Object value) {
        if (!field.names().isEmpty() && random.nextInt(3) == 0) {
            List<Map.Entry<String, Long>> names = List.copyOf(field.names().entrySet());
            return names.get(random.nextInt(names.size())).getKey();
        }
        long number = value == null ? random.nextInt(300) : (Long) value;
        return switch (random.nextInt(3)) {
            case 0 -> "0x" + Long.toHexString(number);
            case 1 -> "0b" + Long.toBinaryString(number);
            default -> Long.toUnsignedString(number);
        };
    }

    private String text(FilterField field) {
        return value(field) instanceof String text ? text : "vm";
    }

    private String part(String text) {
        return text.isEmpty() ? "v" : text.substring(random.nextInt(text.length()));
    }

    private @Nullable Object value(FilterField field) {
        for (int tries = 0; tries < 10; tries++) {
            NaiveFilter session = sessions.get(random.nextInt(sessions.size()));
            long event = random.nextLong(session.session().eventCount());
            List<Object> values = session.values(field, event);
            if (!values.isEmpty()) {
                return values.get(random.nextInt(values.size()));
            }
        }
        return null;
    }

    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append("\\x%02x".formatted((int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
