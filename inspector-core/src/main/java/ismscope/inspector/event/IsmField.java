package ismscope.inspector.event;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Every field that dissection can show, by the name that filters, `-e`, exports and the Wireshark
/// dissector use. Names are stable. Table for people: docs/fields.md.
public enum IsmField {
    HEADER("ism.header", "Record header", Type.GROUP),
    MAGIC("ism.magic", "Magic", Type.HEX),
    VERSION("ism.version", "Version", Type.NUMBER),
    KIND("ism.kind", "Kind", Type.NUMBER),
    FLAGS("ism.flags", "Flags", Type.HEX),
    SEQUENCE("ism.seq", "Sequence", Type.NUMBER),
    FLOW("ism.flow", "Flow", Type.NUMBER),
    TOKEN("ism.token", "Token", Type.HEX),

    BODY("ism.body", "Body", Type.GROUP),
    RESERVED("ism.reserved", "Reserved", Type.HEX),
    RAW("ism.raw", "Raw bytes", Type.BYTES),
    TRAILING("ism.trailing", "Trailing bytes", Type.BYTES),

    DEVICE_DEVID("ism.device.devid", "Device id", Type.HEX),
    DEVICE_GID("ism.device.gid", "Host id", Type.HEX),
    DEVICE_CHUNK_SIZE("ism.device.chunk_size", "Chunk size", Type.NUMBER),
    DEVICE_NOTIFY_SIZE("ism.device.notify_size", "Notify size", Type.NUMBER),
    DEVICE_WINDOW_SIZE("ism.device.window_size", "Device memory", Type.NUMBER),
    DEVICE_NAME_LENGTH("ism.device.name_length", "Name length", Type.NUMBER),
    DEVICE_NAME("ism.device.name", "Name", Type.TEXT),
    DEVICE_POOL_LENGTH("ism.device.pool_length", "Pool length", Type.NUMBER),
    DEVICE_POOL("ism.device.pool", "Pool", Type.TEXT),
    DEVICE_REMOVAL("ism.device.reason", "Reason", Type.NUMBER),

    STATUS_BEFORE("ism.status.before", "Before", Type.HEX),
    STATUS_AFTER("ism.status.after", "After", Type.HEX),
    FEATURES_OFFERED("ism.features.offered", "Offered", Type.HEX),
    FEATURES_ACCEPTED("ism.features.accepted", "Accepted", Type.HEX),
    FEATURES_DECLINED("ism.features.declined", "Declined", Type.GENERATED),

    QUEUE_INDEX("ism.queue.index", "Queue", Type.NUMBER),
    QUEUE_SIZE("ism.queue.size", "Size", Type.NUMBER),
    QUEUE_ENABLED("ism.queue.enabled", "Enabled", Type.NUMBER),
    QUEUE_LAYOUT("ism.queue.layout", "Layout", Type.NUMBER),
    QUEUE_DESCRIPTOR_AREA("ism.queue.descriptor_area", "Descriptor area", Type.HEX),
    QUEUE_DRIVER_AREA("ism.queue.driver_area", "Driver area", Type.HEX),
    QUEUE_DEVICE_AREA("ism.queue.device_area", "Device area", Type.HEX),

    CHAIN_HEAD("ism.chain.head", "Head descriptor", Type.NUMBER),
    CHAIN_DESCRIPTORS("ism.chain.descriptors", "Descriptors in the chain", Type.NUMBER),
    CHAIN_READABLE("ism.chain.readable", "Readable bytes", Type.NUMBER),
    CHAIN_WRITABLE("ism.chain.writable", "Writable bytes", Type.NUMBER),
    CHAIN_USED("ism.chain.used", "Used length", Type.NUMBER),
    LATENCY("ism.latency", "Time in the device", Type.NUMBER),
    RESPONSE_IN("ism.response_in", "Response in", Type.EVENT),
    RESPONSE_TO("ism.response_to", "Request in", Type.EVENT),
    RESPONSE_TIME("ism.response_time", "Response time", Type.GENERATED),
    RESULT("ism.result", "Result", Type.GENERATED),

    CMD("ism.cmd", "Command", Type.GROUP),
    CMD_CLASS("ism.cmd.class", "Class", Type.NUMBER),
    CMD_NUMBER("ism.cmd.number", "Number", Type.NUMBER),
    SIZE("ism.size", "Size", Type.NUMBER),
    CMD_TOKEN("ism.cmd.token", "Token", Type.HEX),
    CMD_RW_PERM("ism.cmd.rw_perm", "Access", Type.HEX),
    CMD_PADDING("ism.cmd.padding", "Padding", Type.HEX),
    CMD_PERMISSIONS("ism.cmd.permissions", "Permissions", Type.HEX),
    CMD_PEER_DEVID("ism.cmd.peer_devid", "Peer device id", Type.HEX),
    CMD_VECTOR("ism.cmd.vector", "Vector", Type.NUMBER),

    REPLY("ism.reply", "Reply", Type.GROUP),
    ACK("ism.ack", "Ack", Type.NUMBER),
    REPLY_TOKEN("ism.reply.token", "Token", Type.HEX),
    AREAS("ism.areas", "Areas", Type.NUMBER),
    AREA("ism.area", "Area", Type.GROUP),
    AREA_OFFSET("ism.area.offset", "Offset", Type.HEX),
    AREA_SIZE("ism.area.size", "Size", Type.NUMBER),

    EVENT("ism.event", "Event", Type.GROUP),
    EVENT_TYPE("ism.event.type", "Type", Type.NUMBER),
    EVENT_OFFSET("ism.event.offset", "Offset", Type.HEX),
    EVENT_DEVID("ism.event.devid", "Device id", Type.HEX),
    EVENT_PEERS("ism.event.peers", "Peers", Type.NUMBER),
    EVENT_BUFFERS("ism.event.buffers", "Buffers left", Type.NUMBER),
    PEER("ism.peer", "Peer", Type.GENERATED),

    DOORBELL_OFFSET("ism.doorbell.offset", "Offset in the notify area", Type.HEX),
    DOORBELL_CHUNK("ism.doorbell.chunk", "Chunk", Type.GENERATED),
    INTERRUPT_VECTOR("ism.interrupt.vector", "Vector", Type.NUMBER),
    INTERRUPT_CAUSE("ism.interrupt.cause", "Cause", Type.NUMBER),

    REGION_CREATOR("ism.region.creator", "Creator", Type.HEX),
    REGION_CREATED_IN("ism.region.created_in", "Region created in", Type.EVENT),
    RIGHTS("ism.rights", "Rights", Type.HEX),
    UNMAPPING("ism.unmapped.reason", "Reason", Type.NUMBER),
    GRANT_DEVID("ism.grant.devid", "Device id", Type.HEX),

    CONTENT_OFFSET("ism.content.offset", "Offset in the region", Type.HEX),
    CONTENT_QUALITY("ism.content.quality", "Quality", Type.NUMBER),
    CONTENT_LENGTH("ism.content.length", "Length", Type.NUMBER),
    CONTENT_BYTES("ism.content.bytes", "Bytes", Type.BYTES),
    ACCESS_OFFSET("ism.access.offset", "Offset in the region", Type.HEX),
    ACCESS_WIDTH("ism.access.width", "Width", Type.NUMBER),
    ACCESS_STORE("ism.access.store", "Direction", Type.NUMBER),
    ACCESS_VALUE("ism.access.value", "Value", Type.HEX),

    VIOLATION_RULE("ism.violation.rule", "Rule", Type.NUMBER),
    VIOLATION_SEVERITY("ism.violation.severity", "Severity", Type.NUMBER),
    VIOLATION_TEXT_LENGTH("ism.violation.text_length", "Text length", Type.NUMBER),
    VIOLATION_TEXT("ism.violation.text", "Text", Type.TEXT),
    VIOLATION_RAW("ism.violation.raw", "Offending bytes", Type.BYTES),
    VIOLATION_SUMMARY("ism.violation.summary", "Meaning", Type.GENERATED),
    VIOLATION_CLAUSE("ism.violation.clause", "Clause", Type.GENERATED),

    LOST_COUNT("ism.lost.count", "Records lost", Type.NUMBER),
    LOST_REASON("ism.lost.reason", "Reason", Type.NUMBER),
    MARK_LENGTH("ism.mark.length", "Text length", Type.NUMBER),
    MARK_TEXT("ism.mark.text", "Text", Type.TEXT),
    BREAKPOINT("ism.breakpoint", "Breakpoint", Type.NUMBER),
    SWALLOWED_REASON("ism.swallowed.reason", "Reason", Type.NUMBER),
    SWALLOWED_COUNT("ism.swallowed.count", "Notifications", Type.NUMBER);

    private static final Map<String, IsmField> BY_NAME = new HashMap<>();

    static {
        for (IsmField field : values()) {
            BY_NAME.put(field.fieldName, field);
        }
    }

    private final String fieldName;
    private final String label;
    private final Type type;

    IsmField(String fieldName, String label, Type type) {
        this.fieldName = fieldName;
        this.label = label;
        this.type = type;
    }

    /// What a field is made of.
    public enum Type {
        /// Other fields.
        GROUP,
        /// An unsigned little-endian number of 1 to 8 bytes, written in decimal.
        NUMBER,
        /// The same, written in hex: tokens, ids, addresses, offsets, bits.
        HEX,
        /// UTF-8.
        TEXT,
        /// Bytes without a meaning of their own.
        BYTES,
        /// Nothing: it was worked out from other fields or events.
        GENERATED,
        /// Nothing: it is the number of another event.
        EVENT
    }

    /// {@return the name in filters and exports: `ism.token`}
    public String fieldName() {
        return fieldName;
    }

    /// {@return the name for people: `Token`}
    public String label() {
        return label;
    }

    /// {@return what it is made of}
    public Type type() {
        return type;
    }

    /// {@return the field of this name, null if there is none}
    public static @Nullable IsmField named(String name) {
        return BY_NAME.get(name);
    }

    /// {@return what the field of this name is made of; bytes if there is none}
    static Type typeOf(String name) {
        IsmField field = BY_NAME.get(name);
        return field == null ? Type.BYTES : field.type;
    }
}
