package ismscope.inspector.event;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Cuts bytes into fields from front to back. Total: where bytes are missing, the field that they
/// belong to is shown with what there is of it and a fault, and those after it not at all.
final class FieldCursor {
    /// How the fault of a field begins of whose bytes only the first are there.
    static final String CUT_SHORT = "cut short: ";

    private static final int NOWHERE = -1;

    private final byte[] bytes;
    private final int end;
    private final @Nullable IsmField only;
    private final List<Field> fields = new ArrayList<>();
    private int at;
    private boolean cut;
    private boolean any;

    /// A cursor over bytes `from` to `end - 1`.
    ///
    /// @param only the field that somebody asks for, null for all; others are passed over, which is
    ///   several times as quick
    FieldCursor(byte[] bytes, int from, int end, @Nullable IsmField only) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
        this.only = only;
    }

    /// {@return whether somebody asks for a field}
    private boolean wants(IsmField field) {
        return only == null || only == field;
    }

    /// {@return whether there was any field, asked for or not}
    boolean any() {
        return any;
    }

    /// {@return a cursor over the next `length` bytes, or what there is of them}
    FieldCursor part(int length) {
        return new FieldCursor(bytes, at, at + Math.min(length, left()), only);
    }

    int position() {
        return at;
    }

    int left() {
        return end - at;
    }

    /// {@return whether a field was missing bytes}
    boolean cut() {
        return cut;
    }

    /// {@return the fields so far}
    List<Field> fields() {
        return fields;
    }

    /// Takes an unsigned number of `width` bytes.
    ///
    /// @param text its value for people
    /// @return the number, 0 where it is cut
    long number(IsmField field, int width, LongFunction<String> text) {
        return number(field, width, text, _ -> "");
    }

    /// Takes an unsigned number of `width` bytes that can be wrong.
    ///
    /// @param fault what is wrong with a value, empty if nothing is
    long number(IsmField field, int width, LongFunction<String> text, LongFunction<String> fault) {
        if (cut) {
            return 0;
        }
        if (left() < width) {
            cutField(field, width);
            return 0;
        }
        long value = 0;
        for (int i = width - 1; i >= 0; i--) {
            value = value << Byte.SIZE | (bytes[at + i] & 0xff);
        }
        if (wants(field)) {
            add(field, text.apply(value), width, fault.apply(value));
        } else {
            pass(width);
        }
        return value;
    }

    /// Takes bytes that should be zero.
    void reserved(int width) {
        number(
                IsmField.RESERVED,
                width,
                ValueText::hex,
                value -> value == 0 ? "" : "reserved bytes are not zero");
    }

    /// Takes `length` bytes of UTF-8.
    void text(IsmField field, long length) {
        if (enough(field, length) && !passed(field, (int) length)) {
            String text = new String(bytes, at, (int) length, StandardCharsets.UTF_8);
            add(field, '"' + ValueText.oneLine(text) + '"', (int) length, "");
        }
    }

    /// Takes `length` bytes as they are.
    void bytes(IsmField field, long length) {
        if (enough(field, length) && !passed(field, (int) length)) {
            add(field, ValueText.bytes(bytes, at, (int) length), (int) length, "");
        }
    }

    /// Takes all that is left, if anything is, as something that should not be there.
    void trailing(IsmField field, String fault) {
        int length = left();
        if (length > 0 && !passed(field, length)) {
            add(field, ValueText.bytes(bytes, at, length), length, fault);
        }
    }

    /// Takes what a part of this cursor took, as one field over it; the part's bytes that no field
    /// covers are the group's own. A part without bytes and without a fault is no field.
    void group(IsmField field, String label, String value, String fault, FieldCursor part) {
        int length = part.end - at;
        any |= part.any;
        if (length == 0 && fault.isEmpty()) {
            fields.addAll(part.fields);
            return;
        }
        if (passed(field, length)) {
            fields.addAll(part.fields);
            cut |= part.cut;
            return;
        }
        any = true;
        int offset = length == 0 ? NOWHERE : at;
        fields.add(
                new Field(field.fieldName(), label, value, offset, length, fault, -1, part.fields));
        at = part.end;
        cut |= part.cut;
    }

    /// Adds a field without bytes.
    void generated(IsmField field, String value, long link) {
        generated(field, () -> value, link);
    }

    /// Adds a field without bytes, whose value is worked out if somebody asks for it.
    void generated(IsmField field, Supplier<String> value, long link) {
        generated(field, 0, value, link);
    }

    /// Adds a number without bytes.
    ///
    /// @param text its value for people, worked out if somebody asks for the field
    /// @param link number of the event that tells it
    void generated(IsmField field, long number, Supplier<String> text, long link) {
        any = true;
        if (wants(field)) {
            fields.add(
                    new Field(
                            field.fieldName(),
                            field.label(),
                            text.get(),
                            NOWHERE,
                            0,
                            "",
                            link,
                            number,
                            List.of()));
        }
    }

    private boolean enough(IsmField field, long length) {
        if (cut || length == 0) {
            return false;
        }
        if (Long.compareUnsigned(length, left()) > 0) {
            cutField(field, length);
            return false;
        }
        return true;
    }

    /// {@return whether nobody asks for a field, which is passed over then}
    private boolean passed(IsmField field, int length) {
        if (wants(field)) {
            return false;
        }
        pass(length);
        return true;
    }

    private void pass(int length) {
        any = true;
        at += length;
    }

    private void cutField(IsmField field, long wanted) {
        cut = true;
        int there = left();
        if (passed(field, there)) {
            return;
        }
        String fault =
                there == 0
                        ? "missing: %s expected".formatted(ValueText.count(wanted, "byte"))
                        : CUT_SHORT
                                + "%s expected, %d there"
                                        .formatted(ValueText.count(wanted, "byte"), there);
        if (there == 0) {
            any = true;
            fields.add(
                    new Field(
                            field.fieldName(),
                            field.label(),
                            "",
                            NOWHERE,
                            0,
                            fault,
                            -1,
                            List.of()));
        } else {
            add(field, ValueText.bytes(bytes, at, there), there, fault);
        }
    }

    private void add(IsmField field, String value, int length, String fault) {
        any = true;
        fields.add(
                new Field(
                        field.fieldName(), field.label(), value, at, length, fault, -1, List.of()));
        at += length;
    }
}
