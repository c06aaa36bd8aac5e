package ismscope.inspector.event;

import ismscope.device.protocol.CommandCode;
import ismscope.device.tap.TapRecord;
import ismscope.device.tap.ViolationRule;
import org.jspecify.annotations.Nullable;

/// Words for the codes in capture records; a code without a word is shown as its number.
///
/// Spec: docs/capture-format.md, "Kinds".
final class WireNames {
    private WireNames() {}

    static String removal(int reason) {
        return switch (reason) {
            case TapRecord.DeviceRemoved.CLOSED -> "closed";
            case TapRecord.DeviceRemoved.DISCONNECTED -> "crashed or disconnected";
            case TapRecord.DeviceRemoved.PROTOCOL_ERROR -> "protocol error";
            default -> unknown("reason", reason);
        };
    }

    static String unmapping(int reason) {
        return switch (reason) {
            case TapRecord.Unmapped.DETACHED -> "detached";
            case TapRecord.Unmapped.RESET -> "device reset";
            case TapRecord.Unmapped.DISCONNECTED -> "device disconnected";
            case TapRecord.Unmapped.RIGHTS_WITHDRAWN -> "rights withdrawn";
            default -> unknown("reason", reason);
        };
    }

    static String interruptCause(int cause) {
        return switch (cause) {
            case TapRecord.Interrupt.CAUSE_QUEUE -> "queue";
            case TapRecord.Interrupt.CAUSE_CONFIGURATION -> "configuration";
            case TapRecord.Interrupt.CAUSE_REGION -> "region";
            default -> unknown("cause", cause);
        };
    }

    static String quality(int quality) {
        return switch (quality) {
            case TapRecord.Content.EXACT -> "exact";
            case TapRecord.Content.PAGE -> "page";
            case TapRecord.Content.SAMPLED -> "sampled";
            default -> unknown("quality", quality);
        };
    }

    static String loss(int reason) {
        return switch (reason) {
            case TapRecord.Lost.BUFFER_FULL -> "capture buffer full";
            case TapRecord.Lost.CONTENT_BUDGET -> "content beyond the length or rate kept";
            case TapRecord.Lost.FILE_CUT -> "file cut";
            case TapRecord.Lost.STORES -> "trapped stores left out";
            case TapRecord.Lost.LOADS -> "trapped loads left out";
            case TapRecord.Lost.UNSEEN -> "stores that do not pass the host";
            default -> unknown("reason", reason);
        };
    }

    static String swallowing(int reason) {
        return switch (reason) {
            case TapRecord.Swallowed.NO_REGION -> "no region";
            case TapRecord.Swallowed.NO_PEER -> "no peer";
            case TapRecord.Swallowed.NOT_ENABLED -> "not enabled";
            case TapRecord.Swallowed.MASKED -> "masked";
            case TapRecord.Swallowed.NO_EVENTQ_BUFFER -> "no eventq buffer";
            case TapRecord.Swallowed.MERGED -> "merged";
            case TapRecord.Swallowed.NOT_PERMITTED -> "not permitted";
            default -> unknown("reason", reason);
        };
    }

    static String queue(int index) {
        return switch (index) {
            case 0 -> "controlq";
            case 1 -> "eventq";
            default -> "queue " + index;
        };
    }

    /// {@return why a command was refused, in words}
    static String ack(int code) {
        return switch (code) {
            case 0 -> "done";
            case 2 -> "no such token, or not attached";
            case 7 -> "reply space too small for all areas";
            case 12 -> "the host has no memory for it";
            case 28 -> "too few free chunks in the device memory";
            case 100 -> "attaching is not granted";
            case 101 -> "read access is not granted";
            case 102 -> "write access is not granted";
            case 255 -> "not understood or not possible";
            default -> "an ack that the draft does not have";
        };
    }

    /// {@return the name of a command, or its class and number: `command 9.7`}
    static String command(int wire) {
        CommandCode code = CommandCode.fromWire(wire);
        return code == null ? "command " + (wire >> 8) + "." + (wire & 0xff) : code.name();
    }

    static String eventType(long type) {
        return switch (Math.clamp(type, -1, 8)) {
            case 1 -> "UPDATE";
            case 2 -> "ATTACH";
            case 4 -> "DETACH";
            default -> "event type " + ValueText.count(type);
        };
    }

    static @Nullable ViolationRule rule(int code) {
        for (ViolationRule rule : ViolationRule.values()) {
            if (rule.code() == code) {
                return rule;
            }
        }
        return null;
    }

    private static String unknown(String what, int code) {
        return "unknown " + what + " " + code;
    }
}
