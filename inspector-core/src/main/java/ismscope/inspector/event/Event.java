package ismscope.inspector.event;

import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;

/// One decoded event of a session.
///
/// @param number place in the session, 0, 1, 2 ...; people see `number + 1`
/// @param timeNanos nanoseconds since 1970-01-01T00:00Z
/// @param device ordinal of the device, 0 for the host; the capture's interface number
/// @param flags of the record header: 1 SNAPSHOT, 2 CUT, 4 VIOLATION, 8 INJECTED
/// @param sequence of the record header: 1, 2, 3 ... over the backend; a hole is a loss
/// @param flow shared by records that belong together, 0 for none
/// @param token the region it is about, 0 for none
/// @param record the body
/// @param bytes the whole record as captured: 32 bytes of header, then the body; not to be changed
/// @param comment a person's note, empty if none
public record Event(
        long number,
        long timeNanos,
        int device,
        int flags,
        long sequence,
        long flow,
        long token,
        TapRecord record,
        byte[] bytes,
        String comment) {
    public static final int SNAPSHOT = 1;
    public static final int CUT = 2;
    public static final int VIOLATION = 4;
    public static final int INJECTED = 8;

    /// {@return the kind of the body}
    public TapKind kind() {
        return record.kind();
    }

    /// {@return the same event with another note}
    public Event withComment(String other) {
        return new Event(
                number, timeNanos, device, flags, sequence, flow, token, record, bytes, other);
    }
}
