package ismscope.inspector.wireshark;

import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.event.Dissector;
import ismscope.inspector.event.Event;
import ismscope.inspector.event.Field;
import ismscope.inspector.event.IsmField;
import java.util.Arrays;
import java.util.List;

/// A record of zeros, but for what tells the dissector which structure it is to see.
///
/// @param bytes header and body
/// @param group the field whose parts are the structure
record MadeUpRecord(byte[] bytes, IsmField group) {
    static final int HEADER_LENGTH = 32;

    private static final byte[] START = {0x56, 0x49, 0x53, 0x4d, 1};
    private static final int KIND_AT = 5;
    private static final NoSession NOWHERE = new NoSession();

    /// {@return a record of this kind}
    ///
    /// @param length of the body
    /// @param group the field whose parts are looked at
    static MadeUpRecord of(TapKind kind, int length, IsmField group) {
        byte[] bytes = Arrays.copyOf(START, HEADER_LENGTH + length);
        bytes[KIND_AT] = (byte) kind.code();
        return new MadeUpRecord(bytes, group);
    }

    /// {@return the same with another byte, `at` bytes into the record}
    MadeUpRecord with(int at, int value) {
        byte[] changed = bytes.clone();
        changed[at] = (byte) value;
        return new MadeUpRecord(changed, group);
    }

    /// {@return the same with only its first bytes, or with zeros behind}
    MadeUpRecord ofLength(int length) {
        return new MadeUpRecord(Arrays.copyOf(bytes, length), group);
    }

    /// {@return the parts of its group in byte order; empty if the group is not there}
    List<Field> parts() {
        Event event = new Event(0, 0, 0, 0, 0, 0, 0, new TapRecord.Resumed(), bytes, "");
        return partsOf(Dissector.dissect(event, NOWHERE));
    }

    private List<Field> partsOf(List<Field> level) {
        for (Field field : level) {
            List<Field> found =
                    field.name().equals(group.fieldName())
                            ? field.children()
                            : partsOf(field.children());
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }
}
