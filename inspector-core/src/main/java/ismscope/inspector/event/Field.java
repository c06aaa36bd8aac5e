package ismscope.inspector.event;

import java.util.List;

/// A named piece of an event's bytes, for people: the unit of dissection.
///
/// @param name stable name for filters and `-e`: `ism.token`, `ism.reply.ack`
/// @param label for people: `Token`
/// @param value for people: `0x1f00...`, `READ|WRITE (0x3)`
/// @param offset first byte in [Event#bytes], or -1 for a generated field such as a latency
/// @param length bytes, 0 for a generated field
/// @param fault what is wrong with it, empty if nothing is: a malformed piece is shown, not hidden
/// @param link number of the event it points to, or -1
/// @param number value of a generated number, else 0
/// @param children parts of it, in byte order
public record Field(
        String name,
        String label,
        String value,
        int offset,
        int length,
        String fault,
        long link,
        long number,
        List<Field> children) {
    /// Copies the children in.
    public Field {
        children = List.copyOf(children);
    }

    /// A field that is no generated number.
    public Field(
            String name,
            String label,
            String value,
            int offset,
            int length,
            String fault,
            long link,
            List<Field> children) {
        this(name, label, value, offset, length, fault, link, 0, children);
    }

    /// {@return whether it was worked out from other fields or events, and so is no part of the
    /// bytes; a field that is missing in the bytes has no place there either, but a fault}
    public boolean generated() {
        return offset < 0 && fault.isEmpty();
    }
}
