package ismscope.inspector.lint;

import static java.util.Map.entry;

import ismscope.device.tap.ViolationRule;
import java.util.EnumMap;
import java.util.Map;

/// What to change about each violation.
final class ViolationRemedies {
    private static final Map<ViolationRule, String> ALL = new EnumMap<>(ViolationRule.class);

    static {
        ALL.putAll(ofChains());
        ALL.putAll(ofRings());
        ALL.putAll(ofRegisters());
        ALL.putAll(ofCommands());
        ALL.putAll(ofCarriers());
    }

    private ViolationRemedies() {}

    /// {@return a sentence on what to change; empty if nobody has written one}
    static String of(ViolationRule rule) {
        return ALL.getOrDefault(rule, "");
    }

    private static Map<ViolationRule, String> ofChains() {
        return Map.ofEntries(
                entry(
                        ViolationRule.CHAIN_LOOP,
                        "End the chain: clear NEXT in its last descriptor, and link each one"
                                + " once."),
                entry(
                        ViolationRule.DESCRIPTOR_INDEX,
                        "Keep every head and next below the queue size."),
                entry(
                        ViolationRule.DESCRIPTOR_ADDRESS,
                        "Use guest-physical (or IOMMU) addresses of RAM, and whole buffers."),
                entry(
                        ViolationRule.WRITABLE_BEFORE_READABLE,
                        "Put all device-readable descriptors before the first writable one."),
                entry(
                        ViolationRule.INDIRECT_NOT_NEGOTIATED,
                        "Accept INDIRECT_DESC before using indirect tables."),
                entry(ViolationRule.INDIRECT_NESTED, "Use INDIRECT in the queue's own table only."),
                entry(
                        ViolationRule.INDIRECT_WITH_NEXT,
                        "Put the whole chain into the indirect table; no NEXT beside INDIRECT."),
                entry(
                        ViolationRule.INDIRECT_LENGTH,
                        "Give the table's length in bytes: 16 for each descriptor in it."),
                entry(
                        ViolationRule.INDIRECT_ADDRESS,
                        "Place the whole indirect table in guest RAM."),
                entry(
                        ViolationRule.INDIRECT_IN_LIST,
                        "In a packed queue use either a list or one indirect descriptor."),
                entry(
                        ViolationRule.CHAIN_TOO_LONG,
                        "Keep the sum of a chain's lengths below 4 GiB."),
                entry(
                        ViolationRule.CHAIN_EMPTY,
                        "Give every chain at least one descriptor of a length above zero."),
                entry(
                        ViolationRule.NO_ROOM_FOR_ACK,
                        "End every command with at least one writable byte."));
    }

    private static Map<ViolationRule, String> ofRings() {
        return Map.ofEntries(
                entry(
                        ViolationRule.AVAILABLE_INDEX_JUMP,
                        "Add one to the available index for each chain, after its ring entry."),
                entry(
                        ViolationRule.RING_ADDRESS,
                        "Place descriptor, driver and device area wholly in guest RAM."),
                entry(
                        ViolationRule.RING_ALIGNMENT,
                        "Align the parts: split 16, 2 and 4 bytes, packed 16, 4 and 4."),
                entry(
                        ViolationRule.DESCRIPTOR_FLAGS,
                        "Write AVAIL and USED by the wrap counter, and the flags last."),
                entry(
                        ViolationRule.DESCRIPTOR_IN_FLIGHT,
                        "Free a descriptor only when it came back on the used ring."),
                entry(
                        ViolationRule.DESCRIPTOR_ORDER,
                        "With IN_ORDER use the descriptors in ring order, or do not accept it."),
                entry(
                        ViolationRule.RING_OVERRUN,
                        "Count free descriptors, and wait for used ones when there are none."),
                entry(
                        ViolationRule.USED_RING_WRITTEN,
                        "Never write to the used ring but to set it up: only the device does."),
                entry(
                        ViolationRule.EVENT_SUPPRESSION,
                        "Use modes 0 to 2, and an offset below the queue size."));
    }

    private static Map<ViolationRule, String> ofRegisters() {
        return Map.ofEntries(
                entry(
                        ViolationRule.QUEUE_SIZE,
                        "Read queue_size first; write a power of two up to it (packed: any)."),
                entry(
                        ViolationRule.QUEUE_ENABLED_TOO_EARLY,
                        "Negotiate first: enable queues between FEATURES_OK and DRIVER_OK."),
                entry(
                        ViolationRule.QUEUE_CHANGED_WHILE_ENABLED,
                        "Reset the queue (RING_RESET) or the device before changing it."),
                entry(
                        ViolationRule.FEATURES_TOO_LATE,
                        "Write all features before FEATURES_OK; to change them, reset."),
                entry(
                        ViolationRule.FEATURES_REFUSED,
                        "Accept only what is offered, and VERSION_1 always."),
                entry(
                        ViolationRule.NOTIFY_TOO_EARLY,
                        "Set DRIVER_OK before the first notification."),
                entry(
                        ViolationRule.STATUS_BIT_CLEARED,
                        "Read the status and set bits in it; only a reset (0) clears them."),
                entry(
                        ViolationRule.REGISTER_ACCESS,
                        "Access each register with its own width; 64-bit ones also in halves."),
                entry(
                        ViolationRule.NOTIFY_UNKNOWN_QUEUE,
                        "Notify enabled queues only, at their own queue_notify_off."),
                entry(
                        ViolationRule.STATUS_ORDER,
                        "Set FEATURES_OK, read it back, and only then set DRIVER_OK."));
    }

    private static Map<ViolationRule, String> ofCommands() {
        return Map.ofEntries(
                entry(
                        ViolationRule.COMMAND_UNKNOWN,
                        "Send the classes and numbers of the draft: 0.0, 1.0, 2.0, 3.0, 3.1, 4.0."),
                entry(
                        ViolationRule.COMMAND_SHORT,
                        "Send the whole structure, packed: no padding but that of ATTACH_REGION."),
                entry(
                        ViolationRule.PERMISSION_BITS,
                        "Use READ 1, WRITE 2, ATTACH 4, MANAGE 8 and CLEAN_DEFAULT 16 only."),
                entry(
                        ViolationRule.DOORBELL_NO_REGION,
                        "Ring at (offset / chunk_size) * notify_size of an attached region."),
                entry(
                        ViolationRule.DOORBELL_OUTSIDE,
                        "Keep the doorbell within notify_size bytes for each chunk."),
                entry(
                        ViolationRule.DOORBELL_NOT_PERMITTED,
                        "Ask for WRITE at the attach, and have it granted, before ringing."),
                entry(
                        ViolationRule.EVENT_BUFFER_SHORT,
                        "Give every eventq buffer at least 32 writable bytes."),
                entry(
                        ViolationRule.EVENTS_LOST,
                        "Return eventq buffers at once, and have more of them."),
                entry(
                        ViolationRule.ACCESS_OUTSIDE,
                        "Touch only areas that a reply named, and only while attached."),
                entry(
                        ViolationRule.ACCESS_NOT_PERMITTED,
                        "Map the region with the rights that were granted."),
                entry(
                        ViolationRule.VECTOR_UNKNOWN,
                        "Use a vector below the size of the MSI-X table, or 0xffff for none."),
                entry(
                        ViolationRule.LIMIT_REACHED,
                        "Use fewer regions or devices, or start the backend with larger limits."),
                entry(
                        ViolationRule.POOL_CROSSED,
                        "Start both guests in the same pool, or both isolated."));
    }

    private static Map<ViolationRule, String> ofCarriers() {
        return Map.ofEntries(
                entry(
                        ViolationRule.MESSAGE_REFUSED,
                        "Compare the version of the VMM's vfio-user client with what is served."),
                entry(
                        ViolationRule.GUEST_RAM_PRIVATE,
                        "Add share=on to the guest's memory backend."),
                entry(
                        ViolationRule.GUEST_RAM_SUSPECT,
                        "Check that the guest's memory backend has share=on."),
                entry(
                        ViolationRule.NOT_ISOLATED,
                        "Put guests that must not see each other into pools of their own."),
                entry(
                        ViolationRule.FRONT_END_PROTOCOL,
                        "Compare the front-end's vhost-user messages with the specification."),
                entry(
                        ViolationRule.GUEST_MEMORY_GONE,
                        "Do not truncate the file behind guest RAM while the guest runs."));
    }
}
