package ismscope.inspector.filter;

import ismscope.inspector.event.Event;
import ismscope.inspector.event.Field;
import ismscope.inspector.session.SessionSnapshot;
import java.util.HexFormat;

/// Writes filters for what somebody points at. Stateless; thread: any.
public final class FilterWords {
    /// Bytes that a filter is made of at most; of more the first are taken.
    private static final int MOST_BYTES = 32;

    private static final HexFormat COLONS = HexFormat.ofDelimiter(":");

    private FilterWords() {}

    /// How what is pointed at is joined to the filter that there is.
    public enum How {
        ONLY,
        NOT,
        AND,
        AND_NOT,
        OR,
        OR_NOT;

        /// {@return the filter}
        ///
        /// @param filter that there is, may be empty
        /// @param test what is pointed at
        public String join(String filter, String test) {
            boolean negated = this == NOT || this == AND_NOT || this == OR_NOT;
            String part = negated ? "!(" + test + ")" : test;
            if (filter.isBlank() || this == ONLY || this == NOT) {
                return part;
            }
            String sign = this == AND || this == AND_NOT ? " && " : " || ";
            boolean simple = !filter.contains("&&") && !filter.contains("||");
            return (simple ? filter.strip() : "(" + filter.strip() + ")") + sign + part;
        }
    }

    /// {@return the test that an event has this value of a field, empty if the event has none}
    public static String valueOf(SessionSnapshot session, long event, String fieldName) {
        FilterField field = FilterFields.named(fieldName);
        if (field == null) {
            return "";
        }
        Block block = new Block(session, field.source().changedBy());
        block.on(event, 1);
        Values values = new Values();
        if ((field.source().kinds() >>> block.kind(0) & 1) != 0) {
            field.source().reader().read(block, 0, values);
        }
        return values.size() == 0 ? "" : field.name() + " == " + literal(field, values, 0);
    }

    /// {@return the test that stands for a field of an event that was taken apart, empty if there
    /// is none}
    public static String of(SessionSnapshot session, Event event, Field field) {
        FilterField known = FilterFields.named(field.name());
        if (known == null) {
            return "";
        }
        if (known.type() == FilterType.BYTES) {
            return field.length() == 0
                    ? field.name()
                    : bytes(event.bytes(), field.offset(), field.length());
        }
        Values values = new Values();
        RecordFields.read(known, field, event.bytes(), values);
        return values.size() == 0
                ? valueOf(session, event.number(), field.name())
                : known.name() + " == " + literal(known, values, 0);
    }

    /// {@return the test for bytes of a record}
    ///
    /// @param length 1 and up
    public static String bytes(byte[] record, int offset, int length) {
        int count = Math.min(length, MOST_BYTES);
        String wanted = COLONS.formatHex(record, offset, offset + count);
        return "frame[%d:%d] == %s".formatted(offset, count, wanted);
    }

    /// {@return the test for stores to a region that had these bytes among theirs}
    ///
    /// @param bytes 1 and more
    public static String stored(long token, byte[] bytes) {
        String wanted = COLONS.formatHex(bytes, 0, Math.min(bytes.length, MOST_BYTES));
        return "ism.token == 0x%x && ism.content.bytes contains %s".formatted(token, wanted);
    }

    private static String literal(FilterField field, Values values, int at) {
        return switch (field.type()) {
            case TEXT -> quoted(values.text(at));
            case BYTES -> COLONS.formatHex(values.bytes(at));
            case TIME -> java.math.BigDecimal.valueOf(values.number(at), 9).toPlainString();
            case DURATION -> values.number(at) + "ns";
            case FLAG -> values.number(at) == 0 ? "false" : "true";
            case NUMBER -> number(field, values.number(at));
        };
    }

    private static String number(FilterField field, long value) {
        String name = field.nameOf(value);
        if (!name.isEmpty()) {
            return name;
        }
        // Tokens, ids and addresses are known by their hex digits.
        return value < 0 || value > 0xFFFF_FFFFL
                ? "0x" + Long.toHexString(value)
                : Long.toString(value);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (Character.isISOControl(c)) {
                quoted.append("\\u%04x".formatted((int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
