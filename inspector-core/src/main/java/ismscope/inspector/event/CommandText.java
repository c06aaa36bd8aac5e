package ismscope.inspector.event;

import ismscope.device.protocol.Ack;
import ismscope.device.protocol.ControlCommand;
import ismscope.device.protocol.ControlReply;
import ismscope.device.protocol.Decoded;
import ismscope.device.protocol.DeviceEvent;
import ismscope.device.protocol.IsmCodec;
import ismscope.device.tap.TapRecord;

/// What commands, replies and events say, in one line each.
final class CommandText {
    private static final int CONTROL_QUEUE = 0;

    private CommandText() {}

    static String request(Event event, TapRecord.Request request, EventContext context) {
        if (request.queue() != CONTROL_QUEUE) {
            return "%s: %s"
                    .formatted(
                            WireNames.queue(request.queue()),
                            ValueText.count(request.bytes().length, "byte"));
        }
        return command(request.bytes(), context) + " -> " + outcome(event, context);
    }

    private static String command(byte[] bytes, EventContext context) {
        return switch (IsmCodec.decodeCommand(bytes)) {
            case Decoded.Malformed<ControlCommand> malformed -> malformedCommand(malformed, bytes);
            case Decoded.Valid<ControlCommand>(ControlCommand command) ->
                    WireNames.command(command.code()) + " " + arguments(command, context);
        };
    }

    private static String arguments(ControlCommand command, EventContext context) {
        return switch (command) {
            case ControlCommand.AllocRegion alloc -> ValueText.size(alloc.size());
            case ControlCommand.AttachRegion attach ->
                    ValueText.shortToken(attach.token())
                            + (attach.rwPermissions() == 0
                                    ? ""
                                    : " " + ValueText.access(attach.rwPermissions()));
            case ControlCommand.DetachRegion detach -> ValueText.shortToken(detach.token());
            case ControlCommand.GrantDefault grant ->
                    ValueText.shortToken(grant.token()) + " " + grant.permissions();
            case ControlCommand.GrantDevice grant ->
                    "%s %s to %s"
                            .formatted(
                                    ValueText.shortToken(grant.token()),
                                    grant.permissions(),
                                    EventDescriber.deviceOf(grant.peerDevid(), context));
            case ControlCommand.SetEventVector set ->
                    ValueText.shortToken(set.token()) + " vector " + ValueText.count(set.vector());
        };
    }

    private static String malformedCommand(
            Decoded.Malformed<ControlCommand> malformed, byte[] bytes) {
        String name = WireNames.command((int) malformed.code());
        String length = ValueText.count(bytes.length, "byte");
        return switch (malformed.fault()) {
            case CODE_CUT -> "command of " + length + ", too short for its code";
            case CODE_UNKNOWN -> "unknown " + name + ", " + ValueText.bytes(bytes);
            case SHORT -> name + " cut short, " + length;
            case LONG, AREA_COUNT -> name + " with trailing bytes, " + length;
        };
    }

    private static String outcome(Event request, EventContext context) {
        long number = context.counterpart(request.number());
        if (number < 0 || !(context.event(number).record() instanceof TapRecord.Reply reply)) {
            return "pending";
        }
        int command = commandOf(request.record());
        return result(command, reply.bytes(), ValueText.duration(reply.nanos()));
    }

    static String reply(Event event, TapRecord.Reply reply, EventContext context) {
        long number = context.counterpart(event.number());
        String time = ValueText.duration(reply.nanos());
        if (number < 0 || !(context.event(number).record() instanceof TapRecord.Request request)) {
            return "reply to a request that was not captured: " + result(-1, reply.bytes(), time);
        }
        int command = commandOf(request);
        String name = command < 0 ? "a cut command" : WireNames.command(command);
        return "reply to " + name + ": " + result(command, reply.bytes(), time);
    }

    /// {@return class and number of a request's command, -1 if it has none}
    static int commandOf(TapRecord record) {
        return record instanceof TapRecord.Request request
                        && request.queue() == CONTROL_QUEUE
                        && request.bytes().length >= 2
                ? (request.bytes()[0] & 0xff) << 8 | (request.bytes()[1] & 0xff)
                : -1;
    }

    private static String result(int command, byte[] bytes, String time) {
        return switch (IsmCodec.decodeReply(command, bytes)) {
            case Decoded.Malformed<ControlReply> malformed ->
                    malformedReply(malformed, bytes) + ", " + time;
            case Decoded.Valid<ControlReply>(ControlReply reply) -> result(reply, time);
        };
    }

    private static String result(ControlReply reply, String time) {
        return switch (reply) {
            case ControlReply.Allocated allocated ->
                    "OK token %s, %s, %s"
                            .formatted(
                                    ValueText.shortToken(allocated.token()),
                                    ValueText.count(allocated.areas().size(), "area"),
                                    time);
            case ControlReply.Attached attached ->
                    "OK %s, %s".formatted(ValueText.count(attached.areas().size(), "area"), time);
            case ControlReply.Completed _ -> "OK " + time;
            case ControlReply.Refused refused ->
                    "%s (%s): %s%s"
                            .formatted(
                                    refused.ack(),
                                    time,
                                    WireNames.ack(refused.ack().code()),
                                    refused.areasNeeded() == 0
                                            ? ""
                                            : ", needs room for "
                                                    + ValueText.count(
                                                            refused.areasNeeded(), "area"));
        };
    }

    private static String malformedReply(Decoded.Malformed<ControlReply> malformed, byte[] bytes) {
        Ack ack = Ack.fromCode((int) malformed.code());
        String name = ack == null ? "ack " + malformed.code() : ack.name();
        String length = ValueText.count(bytes.length, "byte");
        return switch (malformed.fault()) {
            case CODE_CUT -> "no ack";
            case CODE_UNKNOWN -> name + " is none of the draft";
            case SHORT -> name + ", cut short after " + length;
            case LONG -> name + ", " + length;
            case AREA_COUNT -> name + ", number of areas does not match " + length;
        };
    }

    static String event(Event event, TapRecord.Event delivered, EventContext context) {
        String to = " to " + context.deviceName(event.device()) + ": ";
        return switch (IsmCodec.decodeEvent(delivered.bytes())) {
            case Decoded.Malformed<DeviceEvent> malformed ->
                    (malformed.code() == Decoded.Malformed.NO_CODE
                                    ? "cut event"
                                    : WireNames.eventType(malformed.code()) + " malformed")
                            + to
                            + ValueText.bytes(delivered.bytes());
            case Decoded.Valid<DeviceEvent>(DeviceEvent decoded) ->
                    WireNames.eventType(decoded.type()) + to + eventDetails(decoded, context);
        };
    }

    private static String eventDetails(DeviceEvent event, EventContext context) {
        String who = EventDescriber.deviceOf(event.devid(), context);
        String offset = "offset " + ValueText.hex(event.offset());
        return switch (event) {
            case DeviceEvent.RegionUpdated _ -> offset + " by " + who;
            case DeviceEvent.PeerAttached attached ->
                    "%s attached at %s, %s now"
                            .formatted(who, offset, ValueText.count(attached.peers(), "device"));
            case DeviceEvent.PeerDetached detached ->
                    "%s detached at %s, %s left"
                            .formatted(who, offset, ValueText.count(detached.peers(), "device"));
        };
    }
}
