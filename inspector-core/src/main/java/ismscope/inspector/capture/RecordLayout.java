package ismscope.inspector.capture;

import ismscope.device.tap.TapKind;

/// Where things are in a record; everything little-endian.
///
/// ```
///  0        4        5        6        8         16        24        32
///  +--------+--------+--------+--------+---------+---------+---------+------ - -
///  | magic  |version | kind   | flags  |sequence | flow    | token   | body
///  | u32    | u8     | u8     | u16    | u64     | u64     | u64     |
///  +--------+--------+--------+--------+---------+---------+---------+------ - -
/// ```
///
/// Spec: docs/capture-format.md, "Record header" and "Kinds".
final class RecordLayout {
    /// `VISM` in memory order.
    static final int MAGIC = 0x4D534956;

    static final int VERSION = 1;

    static final int MAGIC_OFFSET = 0;
    static final int VERSION_OFFSET = 4;
    static final int KIND_OFFSET = 5;
    static final int FLAGS_OFFSET = 6;
    static final int SEQUENCE_OFFSET = 8;
    static final int FLOW_OFFSET = 16;
    static final int TOKEN_OFFSET = 24;
    static final int HEADER_LENGTH = 32;

    /// Bytes of one area in a MAPPED body.
    static final int AREA_LENGTH = 16;

    private RecordLayout() {}

    /// {@return the bytes of a body before its variable part, if it has one}
    static int fixedLength(TapKind kind) {
        return switch (kind) {
            case REGION_FREED, RESUMED, UNKNOWN -> 0;
            case DEVICE_REMOVED, UNMAPPED -> 1;
            case STATUS -> 2;
            case MARK -> 4;
            case EVENT, DOORBELL, INTERRUPT, VIOLATION, STOPPED -> 8;
            case LOST, SWALLOWED -> 9;
            case FEATURES, REQUEST, REGION_CREATED, MAPPED, GRANT, CONTENT -> 16;
            case REPLY -> 16;
            case ACCESS -> 24;
            case QUEUE -> 32;
            case DEVICE_ADDED -> 42;
        };
    }

    /// {@return whether a body of this kind begins with the u16 index of a virtqueue}
    static boolean beginsWithQueue(TapKind kind) {
        return switch (kind) {
            case QUEUE, REQUEST, REPLY, EVENT -> true;
            default -> false;
        };
    }
}
