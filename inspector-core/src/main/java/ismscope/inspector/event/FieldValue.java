package ismscope.inspector.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The value of a field for programs: what [Field#value] says in words.
public sealed interface FieldValue {
    /// An unsigned number that is written in decimal; of an event: as people count, from 1.
    record Decimal(long unsigned) implements FieldValue {}

    /// An unsigned number that is written in hex: a token, an id, an address, bits.
    record Hexadecimal(long unsigned) implements FieldValue {}

    /// Text, or what a generated field or a group says.
    record Text(String text) implements FieldValue {}

    /// Bytes as they are: those without a meaning, and those of a number that is cut short.
    record Bytes(byte[] bytes) implements FieldValue {}

    /// No byte of it is there.
    record Missing() implements FieldValue {}

    /// {@return the value of a field}
    ///
    /// @param bytes of the event that the field is from
    static FieldValue of(Field field, byte[] bytes) {
        IsmField.Type type = IsmField.typeOf(field.name());
        if (type == IsmField.Type.EVENT && field.link() >= 0) {
            return new Decimal(field.link() + 1);
        }
        if (type == IsmField.Type.NUMBER && field.generated()) {
            return new Decimal(field.number());
        }
        if (type == IsmField.Type.GROUP || field.generated()) {
            return new Text(field.value());
        }
        if (field.length() == 0) {
            return new Missing();
        }
        int end = field.offset() + field.length();
        byte[] own = Arrays.copyOfRange(bytes, field.offset(), end);
        if (field.fault().startsWith(FieldCursor.CUT_SHORT)) {
            return new Bytes(own);
        }
        return switch (type) {
            case NUMBER -> new Decimal(ValueText.littleEndian(own));
            case HEX -> new Hexadecimal(ValueText.littleEndian(own));
            case TEXT -> new Text(new String(own, StandardCharsets.UTF_8));
            case BYTES, GROUP, GENERATED, EVENT -> new Bytes(own);
        };
    }
}
