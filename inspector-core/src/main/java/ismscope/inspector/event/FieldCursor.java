package ismscope.inspector.event;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/// Cuts bytes into fields from front to back. Total: where bytes are missing, the field that they
/// belong to is shown with what there is of it and a fault, and those after it not at all.
final class FieldCursor {
    /// How the fault of a field begins of whose bytes only the first are there.
    static final String CUT_SHORT = "cut short: ";

    private static final int NOWHERE = -1;

    private final byte[] bytes;
    private final int end;
    private final List<Field> fields = new ArrayList<>();
    private int at;
    private boolean cut;

    /// A cursor over bytes `from` to `end - 1`.
    FieldCursor(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    /// {@return a cursor over the next `length` bytes, or what there is of them}
    FieldCursor part(int length) {
        return new FieldCursor(bytes, at, at + Math.min(length, left()));
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
        add(field, text.apply(value), width, fault.apply(value), List.of());
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
        if (enough(field, length)) {
            String text = new String(bytes, at, (int) length, StandardCharsets.UTF_8);
            add(field, '"' + ValueText.oneLine(text) + '"', (int) length, "", List.of());
        }
    }

    /// Takes `length` bytes as they are.
    void bytes(IsmField field, long length) {
        if (enough(field, length)) {
            add(field, ValueText.bytes(bytes, at, (int) length), (int) length, "", List.of());
        }
    }

    /// Takes all that is left, if anything is, as something that should not be there.
    void trailing(IsmField field, String fault) {
        if (left() > 0) {
            int length = left();
            add(field, ValueText.bytes(bytes, at, length), length, fault, List.of());
        }
    }

    /// Takes what a part of this cursor took, as one field over it; the part's bytes that no field
    /// covers are the group's own. A part without bytes and without a fault is no field.
    void group(IsmField field, String label, String value, String fault, FieldCursor part) {
        int length = part.end - at;
        if (length == 0 && fault.isEmpty()) {
            fields.addAll(part.fields);
            return;
        }
        int offset = length == 0 ? NOWHERE : at;
        fields.add(
                new Field(field.fieldName(), label, value, offset, length, fault, -1, part.fields));
        at = part.end;
        cut |= part.cut;
    }

    /// Adds a field without bytes.
    void generated(IsmField field, String value, long link) {
        fields.add(
                new Field(
                        field.fieldName(), field.label(), value, NOWHERE, 0, "", link, List.of()));
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

    private void cutField(IsmField field, long wanted) {
        int there = left();
        String fault =
                there == 0
                        ? "missing: %s expected".formatted(ValueText.count(wanted, "byte"))
                        : CUT_SHORT
                                + "%s expected, %d there"
                                        .formatted(ValueText.count(wanted, "byte"), there);
        if (there == 0) {
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
            add(field, ValueText.bytes(bytes, at, there), there, fault, List.of());
        }
        cut = true;
    }

    private void add(IsmField field, String value, int length, String fault, List<Field> children) {
        fields.add(
                new Field(
                        field.fieldName(), field.label(), value, at, length, fault, -1, children));
        at += length;
    }
}
