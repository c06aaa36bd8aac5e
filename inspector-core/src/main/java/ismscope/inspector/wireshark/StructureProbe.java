package ismscope.inspector.wireshark;

import ismscope.inspector.event.Field;
import ismscope.inspector.event.IsmField;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds out how a structure is laid out, by dissecting variations of a record that holds one.
final class StructureProbe {
    /// Values whose words are asked for; codes of one byte are all below.
    private static final int VALUES = 1 << 10;

    private static final Pattern NAMED_VALUE = Pattern.compile("(\\S.*?) \\((\\d+)\\)(?:: .*)?");
    private static final Pattern NAMED_BIT = Pattern.compile("([A-Z][A-Z0-9_]*) \\(0x[0-9a-f]+\\)");

    private final MadeUpRecord record;

    /// @param record long enough for all of the structure
    StructureProbe(MadeUpRecord record) {
        this.record = record;
    }

    /// {@return its parts up to what is of variable length}
    List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        for (Field field : record.parts()) {
            IsmField known = IsmField.named(field.name());
            if (known == null || known == IsmField.TRAILING || field.generated()) {
                continue;
            }
            switch (known.type()) {
                case NUMBER, HEX -> parts.add(number(known, field));
                case BYTES -> parts.add(part(known, 0, null, field));
                case GROUP, TEXT, GENERATED, EVENT -> {
                    // Of variable length: by hand.
                }
            }
        }
        return parts;
    }

    private Part number(IsmField known, Field field) {
        return part(known, field.length(), counted(field), field);
    }

    private Part part(IsmField known, int width, @Nullable IsmField counted, Field field) {
        boolean named = known.type() == IsmField.Type.NUMBER;
        boolean bits = known.type() == IsmField.Type.HEX;
        return new Part(
                known,
                width,
                counted,
                presence(field),
                named ? names(field) : new TreeMap<>(),
                bits ? bits(field) : new TreeMap<>());
    }

    /// {@return the field that appears behind a number that says 1}
    private @Nullable IsmField counted(Field number) {
        int behind = number.offset() + number.length();
        for (Field field : record.with(number.offset(), 1).parts()) {
            IsmField known = IsmField.named(field.name());
            if (field.offset() == behind
                    && field.length() == 1
                    && known != null
                    && known != IsmField.TRAILING
                    && (known.type() == IsmField.Type.TEXT
                            || known.type() == IsmField.Type.BYTES)) {
                return known;
            }
        }
        return null;
    }

    private Part.Presence presence(Field field) {
        boolean missed =
                record.ofLength(field.offset()).parts().stream()
                        .anyMatch(other -> other.name().equals(field.name()));
        if (missed || record.ofLength(field.offset()).parts().isEmpty()) {
            return Part.Presence.ALWAYS;
        }
        int end = field.offset() + field.length();
        return at(field, record.ofLength(end + 1)) == null
                ? Part.Presence.IF_EXACT
                : Part.Presence.IF_ANY;
    }

    private SortedMap<Long, String> names(Field field) {
        SortedMap<Long, String> names = new TreeMap<>();
        int values = field.length() == 1 ? 1 << Byte.SIZE : VALUES;
        for (int value = 0; value < values; value++) {
            Field said = at(field, filled(field, value));
            Matcher matcher = NAMED_VALUE.matcher(said == null ? "" : said.value());
            if (matcher.matches() && said != null && said.fault().isEmpty()) {
                String name = matcher.group(1);
                boolean tells = !name.startsWith("unknown") && !name.endsWith(" " + value);
                if (tells && !names.containsValue(name)) {
                    names.put((long) value, name);
                }
            }
        }
        return names;
    }

    private SortedMap<Integer, String> bits(Field field) {
        SortedMap<Integer, String> bits = new TreeMap<>();
        for (int bit = 0; bit < field.length() * Byte.SIZE; bit++) {
            MadeUpRecord one = record.with(field.offset() + bit / Byte.SIZE, 1 << bit % Byte.SIZE);
            Field said = at(field, one);
            Matcher matcher = NAMED_BIT.matcher(said == null ? "" : said.value());
            if (matcher.matches()) {
                bits.put(bit, matcher.group(1));
            }
        }
        return bits;
    }

    private MadeUpRecord filled(Field field, int value) {
        MadeUpRecord low = record.with(field.offset(), value);
        return field.length() == 1 ? low : low.with(field.offset() + 1, value >> Byte.SIZE);
    }

    /// {@return what is said of the same place in another record}
    private static @Nullable Field at(Field place, MadeUpRecord record) {
        for (Field field : record.parts()) {
            if (field.offset() == place.offset() && field.name().equals(place.name())) {
                return field;
            }
        }
        return null;
    }
}
