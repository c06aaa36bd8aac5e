package ismscope.inspector.event;

import ismscope.device.tap.TapKind;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// An event's bytes as a tree of named fields: first the record header, then the body.
///
/// Guarantees:
/// 1. Total: any bytes give a tree, any session around them too. What is short, long or unknown is
///    a field with a fault; remaining bytes are shown raw.
/// 2. Every byte of the record lies in exactly one field at the top, and in at most one among the
///    children of a field; children lie inside their parent, in byte order.
/// 3. A field with bytes has an offset of 0 and up and a length of 1 and up; generated fields and
///    those of which no byte is there have offset -1 and length 0.
///
/// Names: [IsmField], docs/fields.md. Layouts: docs/capture-format.md, virtio-ism draft. Stateless;
/// any thread.
public final class Dissector {
    static final int HEADER_LENGTH = 32;
    static final int VERSION = 1;
    private static final long MAGIC = 0x4D534956L;
    private static final String[] FLAG_NAMES = {"SNAPSHOT", "CUT", "VIOLATION", "INJECTED"};

    private Dissector() {}

    /// {@return the fields of an event, roots first}
    ///
    /// @param context the session that the event is from
    public static List<Field> dissect(Event event, EventContext context) {
        return dissect(event, context, null);
    }

    /// {@return the fields of this kind that [#dissect] gives somewhere in the tree, in its order,
    /// without children}
    ///
    /// Several times as quick: for who asks millions of events for one field.
    public static List<Field> find(Event event, EventContext context, IsmField field) {
        return dissect(event, context, field);
    }

    private static List<Field> dissect(Event event, EventContext context, @Nullable IsmField only) {
        byte[] bytes = event.bytes();
        FieldCursor record = new FieldCursor(bytes, 0, bytes.length, only);
        FieldCursor header = record.part(HEADER_LENGTH);
        if (!header(header)) {
            record.group(IsmField.HEADER, IsmField.HEADER.label(), "", "not a record", header);
            record.trailing(IsmField.RAW, "");
            return record.fields();
        }
        record.group(
                IsmField.HEADER, IsmField.HEADER.label(), flagsText(event.flags()), "", header);
        body(event, record, context);
        return record.fields();
    }

    /// {@return whether it is a header}
    private static boolean header(FieldCursor header) {
        long magic =
                header.number(
                        IsmField.MAGIC,
                        4,
                        ValueText::hex,
                        value -> value == MAGIC ? "" : "expected " + ValueText.hex(MAGIC));
        header.number(
                IsmField.VERSION,
                1,
                ValueText::count,
                value -> value == VERSION ? "" : "this program knows version 1");
        header.number(
                IsmField.KIND,
                1,
                code -> TapKind.fromCode((int) code) + " (" + code + ")",
                code -> TapKind.fromCode((int) code) == TapKind.UNKNOWN ? "unknown kind" : "");
        header.number(IsmField.FLAGS, 2, Dissector::flags);
        header.number(IsmField.SEQUENCE, 8, ValueText::count);
        header.number(IsmField.FLOW, 8, ValueText::count);
        header.number(IsmField.TOKEN, 8, Dissector::token);
        header.trailing(IsmField.RAW, "");
        return magic == MAGIC && !header.cut();
    }

    private static void body(Event event, FieldCursor record, EventContext context) {
        int version = event.bytes()[4] & 0xff;
        TapKind kind = TapKind.fromCode(event.bytes()[5] & 0xff);
        if (version != VERSION || kind == TapKind.UNKNOWN) {
            record.trailing(IsmField.RAW, "this program does not know what this means");
            return;
        }
        FieldCursor body = record.part(record.left());
        new BodyDissector(event, context, body).dissect(kind);
        if (body.any()) {
            body.trailing(IsmField.TRAILING, "more than the record's kind has");
            record.group(IsmField.BODY, kind.name(), "", body.cut() ? "cut short" : "", body);
        } else {
            record.trailing(IsmField.TRAILING, "more than the record's kind has");
        }
    }

    static String token(long token) {
        return token == 0 ? "none" : ValueText.token(token);
    }

    private static String flags(long flags) {
        String names = flagsText((int) flags);
        return (names.isEmpty() ? "none" : names) + " (0x" + ValueText.hexDigits(flags, 4) + ")";
    }

    private static String flagsText(int flags) {
        StringJoiner names = new StringJoiner("|");
        for (int i = 0; i < FLAG_NAMES.length; i++) {
            if ((flags & 1 << i) != 0) {
                names.add(FLAG_NAMES[i]);
            }
        }
        return names.toString();
    }

    /// {@return the innermost fields over a byte, from the root down; empty where none is}
    ///
    /// @param roots as [#dissect] gives them
    /// @param offset of the byte in the record
    public static List<Field> fieldsAt(List<Field> roots, int offset) {
        List<Field> path = new ArrayList<>();
        List<Field> level = roots;
        while (true) {
            Field hit = over(level, offset);
            if (hit == null) {
                return path;
            }
            path.add(hit);
            level = hit.children();
        }
    }

    private static @Nullable Field over(List<Field> level, int offset) {
        for (Field field : level) {
            if (field.length() > 0
                    && field.offset() <= offset
                    && offset < field.offset() + field.length()) {
                return field;
            }
        }
        return null;
    }
}
