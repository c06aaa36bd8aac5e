package ismscope.inspector.event;

import ismscope.device.protocol.Area;
import ismscope.device.protocol.DeviceStatus;
import ismscope.device.protocol.FeatureBit;
import ismscope.device.protocol.PermissionSet;
import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.device.tap.ViolationRule;
import java.nio.charset.StandardCharsets;

/// One line for each event that says what happened, as an expert would want to read it: without the
/// time and the device, which have columns of their own. A request says how it ended.
///
/// Stateless and total. Thread: any.
public final class EventDescriber {
    /// Events looked at behind a doorbell for what came of it.
    public static final int DELIVERY_HORIZON = 16_384;

    /// Events of other flows in a row after which nothing more of a doorbell is expected.
    private static final int DELIVERY_PAUSE = 64;

    private static final int TEXT_PREVIEW = 48;
    private static final int NUMBER_PREVIEW = 16;

    private EventDescriber() {}

    /// {@return one line without line breaks}
    public static String describe(Event event, EventContext context) {
        String line = ValueText.oneLine(line(event, context));
        if ((event.flags() & Event.INJECTED) != 0) {
            line = "[injected] " + line;
        }
        if ((event.flags() & Event.SNAPSHOT) != 0) {
            line = "[snapshot] " + line;
        }
        return (event.flags() & Event.CUT) != 0 ? line + " [cut]" : line;
    }

    /// {@return class and number of a request's command as `class << 8 | number`, -1 if the record
    /// is no request on the controlq that has both}
    public static int command(TapRecord record) {
        return CommandText.commandOf(record);
    }

    private static String line(Event event, EventContext context) {
        String region = "region " + ValueText.shortToken(event.token());
        return switch (event.record()) {
            case TapRecord.DeviceAdded added -> deviceAdded(added);
            case TapRecord.DeviceRemoved removed ->
                    "device removed: " + WireNames.removal(removed.reason());
            case TapRecord.Status status -> status(status);
            case TapRecord.Features features -> features(features);
            case TapRecord.Queue queue -> queue(queue);
            case TapRecord.Request request -> CommandText.request(event, request, context);
            case TapRecord.Reply reply -> CommandText.reply(event, reply, context);
            case TapRecord.Event delivered -> CommandText.event(event, delivered, context);
            case TapRecord.Doorbell doorbell -> doorbell(event, doorbell, context);
            case TapRecord.Interrupt interrupt -> interrupt(event, interrupt);
            case TapRecord.RegionCreated created ->
                    region
                            + " created: "
                            + ValueText.size(created.size())
                            + " by "
                            + deviceOf(created.creatorDevid(), context);
            case TapRecord.RegionFreed _ -> region + " freed";
            case TapRecord.Mapped mapped -> region + " mapped " + mapping(mapped);
            case TapRecord.Unmapped unmapped ->
                    region + " unmapped: " + WireNames.unmapping(unmapped.reason());
            case TapRecord.Grant grant -> region + ": " + grant(grant, context);
            case TapRecord.Content content -> content(region, content);
            case TapRecord.Access access -> access(region, access);
            case TapRecord.Violation violation -> violation(violation);
            case TapRecord.Lost lost -> lost(lost) + (event.token() == 0 ? "" : ", " + region);
            case TapRecord.Mark mark -> mark.text().isEmpty() ? "empty note" : mark.text();
            case TapRecord.Stopped stopped ->
                    "stopped at breakpoint " + ValueText.count(stopped.breakpoint());
            case TapRecord.Resumed _ -> "resumed";
            case TapRecord.Swallowed swallowed ->
                    "swallowed x%s: %s"
                            .formatted(
                                    ValueText.count(swallowed.count()),
                                    WireNames.swallowing(swallowed.reason()))
                            .concat(event.token() == 0 ? "" : ", " + region);
            case TapRecord.Unknown unknown -> unknown(unknown);
        };
    }

    private static String lost(TapRecord.Lost lost) {
        String why = WireNames.loss(lost.reason());
        return lost.count() == 0
                ? "from here on: " + why
                : ValueText.count(lost.count(), "record") + " lost: " + why;
    }

    private static String deviceAdded(TapRecord.DeviceAdded added) {
        return "%s joins%s: devid %s, device memory %s in chunks of %s"
                .formatted(
                        added.name(),
                        added.pool().isEmpty()
                                ? ""
                                : " pool %s, not isolated".formatted(added.pool()),
                        ValueText.hex(added.devid()),
                        ValueText.size(added.windowSize()),
                        ValueText.size(added.chunkSize()));
    }

    private static String status(TapRecord.Status status) {
        if (status.after() == 0) {
            return "device reset, status was " + DeviceStatus.describe(status.before());
        }
        int set = status.after() & ~status.before();
        int cleared = status.before() & ~status.after();
        return "status"
                + (set == 0 ? "" : " +" + DeviceStatus.describe(set))
                + (cleared == 0 ? "" : " -" + DeviceStatus.describe(cleared))
                + (set == 0 && cleared == 0 ? " unchanged" : "")
                + " (0x"
                + ValueText.hexDigits(status.after(), 2)
                + ")";
    }

    private static String features(TapRecord.Features features) {
        long declined = features.offered() & ~features.accepted();
        return "features "
                + FeatureBit.describe(features.accepted())
                + (declined == 0 ? "" : ", declined " + FeatureBit.describe(declined));
    }

    private static String queue(TapRecord.Queue queue) {
        String name = WireNames.queue(queue.index());
        return queue.enabled()
                ? "%s enabled: %s, %s"
                        .formatted(
                                name,
                                queue.packed() ? "packed" : "split",
                                ValueText.count(queue.size(), "descriptor"))
                : name + " disabled";
    }

    private static String doorbell(Event event, TapRecord.Doorbell doorbell, EventContext context) {
        StringBuilder line = new StringBuilder("doorbell ");
        long introduced = context.deviceAppearance(event.device());
        if (introduced >= 0
                && context.event(introduced).record() instanceof TapRecord.DeviceAdded added
                && added.notifySize() != 0) {
            long chunk = Long.divideUnsigned(doorbell.offset(), added.notifySize());
            line.append("chunk ").append(ValueText.count(chunk));
        } else {
            line.append("at ").append(ValueText.hex(doorbell.offset()));
        }
        if (event.token() == 0) {
            return line.append(" -> no region").toString();
        }
        line.append(" -> region ").append(ValueText.shortToken(event.token()));
        return line.append(outcome(event, context)).toString();
    }

    /// What came of a doorbell: the deliveries and swallowed notifications of its flow.
    private static String outcome(Event event, EventContext context) {
        if (event.flow() == 0) {
            return "";
        }
        long delivered = 0;
        long swallowed = 0;
        long end = Math.min(context.eventCount(), event.number() + 1 + DELIVERY_HORIZON);
        int others = 0;
        for (long n = event.number() + 1; n < end && others < DELIVERY_PAUSE; n++) {
            if (context.flow(n) != event.flow()) {
                others++;
                continue;
            }
            others = 0;
            if (context.kind(n) == TapKind.EVENT) {
                delivered++;
            } else if (context.kind(n) == TapKind.SWALLOWED) {
                swallowed++;
            }
        }
        return (delivered == 0 ? "" : ", " + ValueText.count(delivered, "peer") + " notified")
                + (swallowed == 0 ? "" : ", " + swallowed + " swallowed");
    }

    private static String interrupt(Event event, TapRecord.Interrupt interrupt) {
        String line =
                "interrupt vector "
                        + interrupt.vector()
                        + ": "
                        + WireNames.interruptCause(interrupt.cause());
        return interrupt.cause() == TapRecord.Interrupt.CAUSE_REGION && event.token() != 0
                ? line + " " + ValueText.shortToken(event.token())
                : line;
    }

    private static String mapping(TapRecord.Mapped mapped) {
        String rights = ValueText.access(mapped.rights());
        long size = mapped.areas().stream().mapToLong(Area::size).sum();
        return switch (mapped.areas().size()) {
            case 0 -> rights + " nowhere";
            case 1 ->
                    "%s at %s, %s"
                            .formatted(
                                    rights,
                                    ValueText.hex(mapped.areas().getFirst().offset()),
                                    ValueText.size(size));
            default ->
                    "%s in %d areas from %s, %s"
                            .formatted(
                                    rights,
                                    mapped.areas().size(),
                                    ValueText.hex(mapped.areas().getFirst().offset()),
                                    ValueText.size(size));
        };
    }

    private static String grant(TapRecord.Grant grant, EventContext context) {
        PermissionSet rights = new PermissionSet(grant.rights());
        return grant.devid() == TapRecord.Grant.DEFAULT
                ? "default rights " + rights
                : deviceOf(grant.devid(), context) + " has rights " + rights;
    }

    private static String content(String region, TapRecord.Content content) {
        String quality =
                content.quality() == TapRecord.Content.EXACT
                        ? ""
                        : " (" + WireNames.quality(content.quality()) + ")";
        return "%s +%s: %s%s %s"
                .formatted(
                        region,
                        ValueText.hex(content.offset()),
                        ValueText.count(content.bytes().length, "byte"),
                        quality,
                        preview(content.bytes()));
    }

    /// {@return what stands at the start of some bytes: text in quotes, else hex, with the number
    /// that four or eight bytes are}
    private static String preview(byte[] bytes) {
        int length = 0;
        while (length < Math.min(bytes.length, TEXT_PREVIEW)
                && bytes[length] >= ' '
                && bytes[length] < 0x7f) {
            length++;
        }
        boolean ends = length == bytes.length || bytes[length] == 0 || length == TEXT_PREVIEW;
        if (length >= 3 && ends) {
            String text = new String(bytes, 0, length, StandardCharsets.US_ASCII);
            return '"' + text + '"' + (length == TEXT_PREVIEW ? "…" : "");
        }
        String hex = ValueText.bytes(bytes, 0, Math.min(bytes.length, NUMBER_PREVIEW));
        if (bytes.length == Integer.BYTES || bytes.length == Long.BYTES) {
            return hex + " = " + ValueText.count(ValueText.littleEndian(bytes));
        }
        return bytes.length > NUMBER_PREVIEW ? hex + " …" : hex;
    }

    private static String access(String region, TapRecord.Access access) {
        return "%s %s +%s: %s (%s)"
                .formatted(
                        access.store() ? "store to" : "load from",
                        region,
                        ValueText.hex(access.offset()),
                        ValueText.hex(access.value()),
                        ValueText.count(access.width(), "byte"));
    }

    private static String violation(TapRecord.Violation violation) {
        ViolationRule rule = WireNames.rule(violation.rule());
        String name = rule == null ? "rule " + violation.rule() : rule.name();
        String text =
                violation.text().isEmpty() && rule != null ? rule.summary() : violation.text();
        return name + ": " + text;
    }

    private static String unknown(TapRecord.Unknown unknown) {
        TapKind kind = TapKind.fromCode(unknown.code());
        String what =
                kind == TapKind.UNKNOWN
                        ? "record of unknown kind " + unknown.code()
                        : "malformed " + kind + " record";
        return what + ", " + ValueText.count(unknown.bytes().length, "byte");
    }

    /// {@return the name of the device with this devid, or the devid where none was seen}
    static String deviceOf(long devid, EventContext context) {
        int device = context.deviceWithDevid(devid);
        return device < 0 ? "devid " + ValueText.hex(devid) : context.deviceName(device);
    }
}
