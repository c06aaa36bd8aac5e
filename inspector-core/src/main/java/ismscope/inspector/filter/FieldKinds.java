package ismscope.inspector.filter;

import static ismscope.device.tap.TapKind.CONTENT;
import static ismscope.device.tap.TapKind.DEVICE_ADDED;
import static ismscope.device.tap.TapKind.EVENT;
import static ismscope.device.tap.TapKind.GRANT;
import static ismscope.device.tap.TapKind.MAPPED;
import static ismscope.device.tap.TapKind.QUEUE;
import static ismscope.device.tap.TapKind.REGION_CREATED;
import static ismscope.device.tap.TapKind.REPLY;
import static ismscope.device.tap.TapKind.REQUEST;
import static ismscope.device.tap.TapKind.VIOLATION;

import ismscope.device.tap.TapKind;
import ismscope.inspector.event.IsmField;

/// In which kinds of records a field can be, so that the others need not be looked at. Table for
/// people: docs/fields.md.
final class FieldKinds {
    private FieldKinds() {}

    /// {@return the bits of the kinds, see [FieldSource#kinds]}
    static int of(IsmField field) {
        return switch (field) {
            case DEVICE_DEVID,
                    DEVICE_GID,
                    DEVICE_CHUNK_SIZE,
                    DEVICE_NOTIFY_SIZE,
                    DEVICE_WINDOW_SIZE,
                    DEVICE_NAME_LENGTH,
                    DEVICE_NAME,
                    DEVICE_POOL_LENGTH,
                    DEVICE_POOL ->
                    kinds(DEVICE_ADDED);
            case DEVICE_REMOVAL -> kinds(TapKind.DEVICE_REMOVED);
            case STATUS_BEFORE, STATUS_AFTER -> kinds(TapKind.STATUS);
            case FEATURES_OFFERED, FEATURES_ACCEPTED, FEATURES_DECLINED -> kinds(TapKind.FEATURES);
            case QUEUE_INDEX -> kinds(QUEUE, REQUEST, REPLY, EVENT);
            case QUEUE_SIZE,
                    QUEUE_ENABLED,
                    QUEUE_LAYOUT,
                    QUEUE_DESCRIPTOR_AREA,
                    QUEUE_DRIVER_AREA,
                    QUEUE_DEVICE_AREA ->
                    kinds(QUEUE);
            case REGION_CREATOR -> kinds(REGION_CREATED);
            case RIGHTS -> kinds(MAPPED, GRANT);
            case UNMAPPING -> kinds(TapKind.UNMAPPED);
            case GRANT_DEVID -> kinds(GRANT);
            case CONTENT_OFFSET, CONTENT_QUALITY, CONTENT_LENGTH, CONTENT_BYTES -> kinds(CONTENT);
            case ACCESS_OFFSET, ACCESS_WIDTH, ACCESS_STORE, ACCESS_VALUE -> kinds(TapKind.ACCESS);
            case VIOLATION_RULE,
                    VIOLATION_SEVERITY,
                    VIOLATION_TEXT_LENGTH,
                    VIOLATION_TEXT,
                    VIOLATION_RAW,
                    VIOLATION_SUMMARY,
                    VIOLATION_CLAUSE ->
                    kinds(VIOLATION);
            case LOST_COUNT, LOST_REASON -> kinds(TapKind.LOST);
            case MARK_LENGTH, MARK_TEXT -> kinds(TapKind.MARK);
            case BREAKPOINT -> kinds(TapKind.STOPPED);
            case SWALLOWED_REASON, SWALLOWED_COUNT -> kinds(TapKind.SWALLOWED);
            case DOORBELL_OFFSET, DOORBELL_CHUNK -> kinds(TapKind.DOORBELL);
            case INTERRUPT_VECTOR, INTERRUPT_CAUSE -> kinds(TapKind.INTERRUPT);
            default -> ofCommands(field);
        };
    }

    private static int ofCommands(IsmField field) {
        return switch (field) {
            case CHAIN_HEAD, CHAIN_USED -> kinds(REQUEST, REPLY, EVENT);
            case CHAIN_DESCRIPTORS,
                    CHAIN_READABLE,
                    CHAIN_WRITABLE,
                    RESPONSE_IN,
                    RESPONSE_TIME,
                    RESULT,
                    CMD_CLASS,
                    CMD_NUMBER,
                    CMD_TOKEN,
                    CMD_RW_PERM,
                    CMD_PADDING,
                    CMD_PERMISSIONS,
                    CMD_PEER_DEVID,
                    CMD_VECTOR ->
                    kinds(REQUEST);
            case CMD, LATENCY -> kinds(REQUEST, REPLY);
            case RESPONSE_TO, REPLY, ACK, REPLY_TOKEN -> kinds(TapKind.REPLY);
            case SIZE -> kinds(REQUEST, REGION_CREATED);
            case AREAS, AREA, AREA_OFFSET, AREA_SIZE -> kinds(TapKind.REPLY, MAPPED);
            case EVENT, EVENT_TYPE, EVENT_OFFSET, EVENT_DEVID, EVENT_PEERS, EVENT_BUFFERS ->
                    kinds(TapKind.EVENT);
            case PEER -> kinds(REQUEST, TapKind.EVENT, REGION_CREATED, GRANT);
            default -> FieldSource.ANY_KIND;
        };
    }

    private static int kinds(TapKind... kinds) {
        return FieldSource.kinds(kinds);
    }
}
