package ismscope.inspector.filter;

import ismscope.device.protocol.Ack;
import ismscope.device.protocol.CommandCode;
import ismscope.device.protocol.DeviceStatus;
import ismscope.device.protocol.PermissionSet;
import ismscope.device.tap.Severity;
import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.device.tap.ViolationRule;
import ismscope.inspector.event.Event;
import ismscope.inspector.event.IsmField;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/// Names that can stand for numbers, by field. Spec: docs/capture-format.md, virtio-ism draft.
final class FieldNames {
    static final Map<String, Long> NONE = Map.of();
    static final Map<String, Long> TRUTH = names("true", 1, "false", 0);
    static final Map<String, Long> KINDS = ofEnum(TapKind.values(), TapKind::code);
    static final Map<String, Long> COMMANDS = commands();
    static final Map<String, Long> ACKS = ofEnum(Ack.values(), Ack::code);
    static final Map<String, Long> STATUS =
            names(
                    "RESET", 0,
                    "ACKNOWLEDGE", DeviceStatus.ACKNOWLEDGE,
                    "DRIVER", DeviceStatus.DRIVER,
                    "DRIVER_OK", DeviceStatus.DRIVER_OK,
                    "FEATURES_OK", DeviceStatus.FEATURES_OK,
                    "DEVICE_NEEDS_RESET", DeviceStatus.NEEDS_RESET,
                    "FAILED", DeviceStatus.FAILED);
    static final Map<String, Long> RIGHTS =
            names(
                    "NONE", 0L,
                    "READ", PermissionSet.READ,
                    "WRITE", PermissionSet.WRITE,
                    "ATTACH", PermissionSet.ATTACH,
                    "MANAGE", PermissionSet.MANAGE,
                    "CLEAN_DEFAULT", PermissionSet.CLEAN_DEFAULT);

    private FieldNames() {}

    /// {@return names of a field's values}
    static Map<String, Long> of(IsmField field) {
        return switch (field) {
            case KIND -> KINDS;
            case FLAGS ->
                    names(
                            "SNAPSHOT", Event.SNAPSHOT,
                            "CUT", Event.CUT,
                            "VIOLATION", Event.VIOLATION,
                            "INJECTED", Event.INJECTED);
            case CMD -> COMMANDS;
            case ACK, RESULT -> ACKS;
            case STATUS_BEFORE, STATUS_AFTER -> STATUS;
            case RIGHTS, CMD_PERMISSIONS, CMD_RW_PERM -> RIGHTS;
            case QUEUE_INDEX -> names("controlq", 0, "eventq", 1);
            case QUEUE_ENABLED -> TRUTH;
            case QUEUE_LAYOUT -> names("split", 0, "packed", 1);
            case EVENT_TYPE -> names("UPDATE", 1, "ATTACH", 2, "DETACH", 4);
            case ACCESS_STORE -> names("load", 0, "store", 1);
            case VIOLATION_RULE -> ofEnum(ViolationRule.values(), ViolationRule::code);
            case VIOLATION_SEVERITY -> ofEnum(Severity.values(), Severity::code);
            default -> reasons(field);
        };
    }

    private static Map<String, Long> reasons(IsmField field) {
        return switch (field) {
            case DEVICE_REMOVAL ->
                    names(
                            "closed", TapRecord.DeviceRemoved.CLOSED,
                            "disconnected", TapRecord.DeviceRemoved.DISCONNECTED,
                            "protocol_error", TapRecord.DeviceRemoved.PROTOCOL_ERROR);
            case UNMAPPING ->
                    names(
                            "detached", TapRecord.Unmapped.DETACHED,
                            "reset", TapRecord.Unmapped.RESET,
                            "disconnected", TapRecord.Unmapped.DISCONNECTED,
                            "rights_withdrawn", TapRecord.Unmapped.RIGHTS_WITHDRAWN);
            case INTERRUPT_CAUSE ->
                    names(
                            "queue", TapRecord.Interrupt.CAUSE_QUEUE,
                            "configuration", TapRecord.Interrupt.CAUSE_CONFIGURATION,
                            "region", TapRecord.Interrupt.CAUSE_REGION);
            case CONTENT_QUALITY ->
                    names(
                            "exact", TapRecord.Content.EXACT,
                            "page", TapRecord.Content.PAGE,
                            "sampled", TapRecord.Content.SAMPLED);
            case LOST_REASON ->
                    names(
                            "buffer_full", TapRecord.Lost.BUFFER_FULL,
                            "content_budget", TapRecord.Lost.CONTENT_BUDGET,
                            "file_cut", TapRecord.Lost.FILE_CUT,
                            "stores", TapRecord.Lost.STORES,
                            "loads", TapRecord.Lost.LOADS,
                            "unseen", TapRecord.Lost.UNSEEN);
            case SWALLOWED_REASON ->
                    names(
                            "no_region", TapRecord.Swallowed.NO_REGION,
                            "no_peer", TapRecord.Swallowed.NO_PEER,
                            "not_enabled", TapRecord.Swallowed.NOT_ENABLED,
                            "masked", TapRecord.Swallowed.MASKED,
                            "no_eventq_buffer", TapRecord.Swallowed.NO_EVENTQ_BUFFER,
                            "merged", TapRecord.Swallowed.MERGED,
                            "not_permitted", TapRecord.Swallowed.NOT_PERMITTED);
            default -> NONE;
        };
    }

    /// The draft's names, and the same without the word that most of them end in.
    private static Map<String, Long> commands() {
        Map<String, Long> names = new LinkedHashMap<>();
        for (CommandCode code : CommandCode.values()) {
            names.put(code.name().replace("_REGION", ""), (long) code.wire());
            names.put(code.name(), (long) code.wire());
        }
        return Collections.unmodifiableMap(names);
    }

    private static <E extends Enum<E>> Map<String, Long> ofEnum(E[] all, ToLongFunction<E> code) {
        Map<String, Long> names = new LinkedHashMap<>();
        for (E value : all) {
            names.put(value.name(), code.applyAsLong(value));
        }
        return Collections.unmodifiableMap(names);
    }

    /// {@return a map of names and numbers in turns}
    private static Map<String, Long> names(Object... pairs) {
        Map<String, Long> names = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            names.put((String) pairs[i], ((Number) pairs[i + 1]).longValue());
        }
        return Collections.unmodifiableMap(names);
    }
}
