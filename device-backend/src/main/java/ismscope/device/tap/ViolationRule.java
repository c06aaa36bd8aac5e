package ismscope.device.tap;

import static ismscope.device.tap.Severity.ERROR;
import static ismscope.device.tap.Severity.NOTE;
import static ismscope.device.tap.Severity.WARN;

/// A rule that a driver can break and the device sees at once. The wire code is stable: it is in
/// captures. Codes 1 to 99 concern rings, 100 to 199 registers, 200 to 299 virtio-ism, 300 to 399
/// how a guest outside this process is carried.
public enum ViolationRule {
    CHAIN_LOOP(
            1, ERROR, "virtio 1.3 2.7.5.3.1", "descriptor chain loops or is longer than the queue"),
    DESCRIPTOR_INDEX(2, ERROR, "virtio 1.3 2.7.5", "descriptor index outside the descriptor table"),
    DESCRIPTOR_ADDRESS(3, ERROR, "virtio 1.3 2.6", "descriptor points outside guest memory"),
    WRITABLE_BEFORE_READABLE(
            4, ERROR, "virtio 1.3 2.7.4.2", "device-writable descriptor before a readable one"),
    INDIRECT_NOT_NEGOTIATED(
            5, ERROR, "virtio 1.3 2.7.5.3", "indirect descriptor without INDIRECT_DESC"),
    INDIRECT_NESTED(
            6, ERROR, "virtio 1.3 2.7.5.3.1", "indirect descriptor inside an indirect table"),
    INDIRECT_WITH_NEXT(7, ERROR, "virtio 1.3 2.7.5.3.1", "descriptor has both INDIRECT and NEXT"),
    INDIRECT_LENGTH(
            8, ERROR, "virtio 1.3 2.7.5.3.2", "indirect table length is zero or no multiple of 16"),
    CHAIN_TOO_LONG(
            9,
            ERROR,
            "virtio 1.3 2.7.4.2",
            "buffer lengths of a chain add up to more than 2^32 - 1"),
    CHAIN_EMPTY(10, ERROR, "virtio 1.3 2.6", "descriptor chain has no bytes at all"),
    AVAILABLE_INDEX_JUMP(
            11,
            ERROR,
            "virtio 1.3 2.7.6.1",
            "available index is ahead by more than the queue size"),
    RING_ADDRESS(12, ERROR, "virtio 1.3 2.7", "a ring part lies outside guest memory"),
    RING_ALIGNMENT(13, ERROR, "virtio 1.3 2.7", "a ring part is misaligned"),
    DESCRIPTOR_FLAGS(14, ERROR, "virtio 1.3 2.8.7", "packed descriptor flags are contradictory"),
    DESCRIPTOR_IN_FLIGHT(
            15, ERROR, "virtio 1.3 2.7.13", "a buffer is made available while it is in flight"),
    DESCRIPTOR_ORDER(
            16,
            ERROR,
            "virtio 1.3 2.7.5.2",
            "descriptors not used in ring order although IN_ORDER was negotiated"),
    RING_OVERRUN(
            17, ERROR, "virtio 1.3 2.8.17", "more descriptors available than the ring has free"),
    INDIRECT_IN_LIST(
            18, ERROR, "virtio 1.3 2.8.19", "indirect descriptor in a packed list linked by NEXT"),
    EVENT_SUPPRESSION(
            19,
            ERROR,
            "virtio 1.3 2.8.10",
            "event suppression has a reserved mode or an offset beyond the ring"),
    INDIRECT_ADDRESS(20, ERROR, "virtio 1.3 2.7.5.3", "indirect table lies outside guest memory"),
    USED_RING_WRITTEN(
            21, ERROR, "virtio 1.3 2.7.8", "used ring's index is not what the device wrote there"),
    QUEUE_SIZE(
            100,
            ERROR,
            "virtio 1.3 4.1.4.3",
            "queue size is zero, above the maximum or no power of two"),
    QUEUE_ENABLED_TOO_EARLY(101, WARN, "virtio 1.3 3.1.1", "queue enabled before FEATURES_OK"),
    QUEUE_CHANGED_WHILE_ENABLED(
            102,
            WARN,
            "virtio 1.3 4.1.4.3.2",
            "queue registers written while the queue is enabled"),
    FEATURES_TOO_LATE(103, WARN, "virtio 1.3 2.2", "features written after FEATURES_OK"),
    FEATURES_REFUSED(
            104,
            WARN,
            "virtio 1.3 2.2.2",
            "FEATURES_OK refused: the accepted features do not work together"),
    NOTIFY_TOO_EARLY(105, WARN, "virtio 1.3 3.1.1", "queue notified before DRIVER_OK"),
    STATUS_BIT_CLEARED(
            106, WARN, "virtio 1.3 2.1.1", "a device status bit cleared without a reset"),
    REGISTER_ACCESS(
            107, NOTE, "virtio 1.3 4.1.3.1", "register access with a wrong width or offset"),
    NOTIFY_UNKNOWN_QUEUE(
            108,
            WARN,
            "virtio 1.3 4.1.5.2",
            "notification of a queue that does not exist or is not enabled"),
    STATUS_ORDER(109, WARN, "virtio 1.3 3.1.1", "device status bits set out of order"),
    COMMAND_UNKNOWN(200, WARN, "virtio-ism draft, controlq", "unknown command class or number"),
    COMMAND_SHORT(
            201,
            WARN,
            "virtio-ism draft, controlq",
            "command data shorter or longer than its structure"),
    NO_ROOM_FOR_ACK(
            202, ERROR, "virtio-ism draft, controlq", "chain has no writable byte for the ack"),
    PERMISSION_BITS(203, NOTE, "virtio-ism draft, permissions", "unknown permission bits"),
    DOORBELL_NO_REGION(
            204,
            WARN,
            "virtio-ism draft, notify area",
            "doorbell of a chunk that holds no region of this device"),
    DOORBELL_OUTSIDE(205, WARN, "virtio-ism draft, notify area", "doorbell beyond the notify area"),
    DOORBELL_NOT_PERMITTED(
            206,
            WARN,
            "virtio-ism draft, notify area",
            "doorbell of a region that the device may not write"),
    EVENT_BUFFER_SHORT(
            207, WARN, "virtio-ism draft, eventq", "eventq buffer shorter than the event"),
    EVENTS_LOST(
            208,
            WARN,
            "virtio-ism draft, eventq",
            "eventq had no buffer and the backlog is full: an event is lost"),
    ACCESS_OUTSIDE(
            209,
            WARN,
            "virtio-ism draft, device memory",
            "access to device memory where no region is mapped"),
    ACCESS_NOT_PERMITTED(
            210,
            WARN,
            "virtio-ism draft, permissions",
            "access to device memory beyond the granted rights"),
    VECTOR_UNKNOWN(
            211,
            WARN,
            "virtio-ism draft, EVENT_VECTOR_SET",
            "vector number beyond the device's vectors"),
    LIMIT_REACHED(
            212,
            NOTE,
            "virtio-ism draft, controlq",
            "command refused because a limit of the host is reached"),
    POOL_CROSSED(
            213,
            WARN,
            "docs/vfio-user.md, pools",
            "region of another pool: it cannot be attached here"),
    MESSAGE_REFUSED(300, WARN, "vfio-user protocol", "message of a VMM refused"),
    GUEST_RAM_PRIVATE(
            301,
            ERROR,
            "vfio-user protocol, DMA_MAP",
            "guest RAM is private: add share=on to its memory backend"),
    GUEST_RAM_SUSPECT(
            302,
            NOTE,
            "vfio-user protocol, DMA_MAP",
            "a notified queue is empty: guest RAM may be private, see share=on"),
    NOT_ISOLATED(
            303,
            NOTE,
            "docs/vfio-user.md, pools",
            "not isolated: guests of a pool reach all of its memory, whatever is granted"),
    FRONT_END_PROTOCOL(
            310, ERROR, "vhost-user", "front-end broke the protocol, and its connection is closed"),
    GUEST_MEMORY_GONE(
            311,
            ERROR,
            "vhost-user; vfio-user protocol, DMA_MAP",
            "the guest's memory was taken away while it was in use");

    private final int code;
    private final Severity severity;
    private final String clause;
    private final String summary;

    ViolationRule(int code, Severity severity, String clause, String summary) {
        this.code = code;
        this.severity = severity;
        this.clause = clause;
        this.summary = summary;
    }

    /// {@return the stable code in captures, 1 to 65535}
    public int code() {
        return code;
    }

    /// {@return how much it matters}
    public Severity severity() {
        return severity;
    }

    /// {@return the clause that says so, with document and version}
    public String clause() {
        return clause;
    }

    /// {@return what is wrong, in one line without the case's numbers}
    public String summary() {
        return summary;
    }
}
