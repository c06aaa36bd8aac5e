package ismscope.inspector.event;

import ismscope.device.protocol.Ack;
import ismscope.device.protocol.CommandCode;
import ismscope.device.tap.TapRecord;
import org.jspecify.annotations.Nullable;

/// Commands, replies and events inside REQUEST, REPLY and EVENT records, as fields. Draft:
/// virtio-ism draft, controlq and eventq.
final class CommandDissector {
    private CommandDissector() {}

    /// Takes all that is left of a REQUEST as a command.
    static void command(FieldCursor body, EventContext context) {
        FieldCursor command = body.part(body.left());
        long type = command.number(IsmField.CMD_CLASS, 1, ValueText::count);
        long number = command.number(IsmField.CMD_NUMBER, 1, ValueText::count);
        CommandCode code =
                command.cut() ? null : CommandCode.fromWire((int) (type << Byte.SIZE | number));
        String fault = "";
        if (code != null) {
            data(code, command, context);
            command.trailing(IsmField.TRAILING, "more than " + code + " has");
        } else {
            fault =
                    command.cut()
                            ? "too short for class and number"
                            : "the draft has no such command";
            command.trailing(IsmField.RAW, "");
        }
        String name = commandName(code, type, number);
        boolean cut = code != null && command.cut();
        body.group(IsmField.CMD, IsmField.CMD.label(), name, cut ? "cut short" : fault, command);
    }

    private static String commandName(@Nullable CommandCode code, long type, long number) {
        return (code == null ? "unknown" : code.name()) + " (" + type + "." + number + ")";
    }

    private static void data(CommandCode code, FieldCursor command, EventContext context) {
        if (code == CommandCode.ALLOC_REGION) {
            command.number(
                    IsmField.SIZE,
                    8,
                    BodyDissector::size,
                    size -> size == 0 ? "a region of no bytes" : "");
            return;
        }
        command.number(IsmField.CMD_TOKEN, 8, Dissector::token);
        switch (code) {
            case ALLOC_REGION, DETACH_REGION -> {
                // All of it is there.
            }
            case ATTACH_REGION -> {
                command.number(
                        IsmField.CMD_RW_PERM,
                        4,
                        CommandDissector::wantedAccess,
                        BodyDissector::rightsFault);
                if (!command.cut() && command.left() == 4) {
                    command.number(IsmField.CMD_PADDING, 4, ValueText::hex);
                }
            }
            case GRANT_SET_DEFAULT, GRANT_SET_FOR_DEVICE -> {
                command.number(
                        IsmField.CMD_PERMISSIONS,
                        8,
                        ValueText::permissions,
                        BodyDissector::rightsFault);
                if (code == CommandCode.GRANT_SET_FOR_DEVICE) {
                    long devid = command.number(IsmField.CMD_PEER_DEVID, 8, ValueText::hex);
                    if (!command.cut()) {
                        peer(command, devid, context);
                    }
                }
            }
            case EVENT_VECTOR_SET -> command.number(IsmField.CMD_VECTOR, 8, ValueText::count);
        }
    }

    private static String wantedAccess(long bits) {
        return bits == 0 ? "whatever is granted (0x0)" : ValueText.permissions(bits);
    }

    /// Says how a request ended.
    static void response(FieldCursor body, Event request, EventContext context) {
        long number = context.counterpart(request.number());
        if (number < 0 || !(context.event(number).record() instanceof TapRecord.Reply reply)) {
            return;
        }
        body.generated(IsmField.RESPONSE_IN, "#" + (number + 1), number);
        if (reply.bytes().length > 0) {
            body.generated(IsmField.RESULT, ack(reply.bytes()[0] & 0xff), -1);
        }
        body.generated(IsmField.RESPONSE_TIME, ValueText.duration(reply.nanos()), -1);
        body.generated(
                IsmField.LATENCY, reply.nanos(), () -> BodyDissector.nanos(reply.nanos()), number);
    }

    /// Takes all that is left of a REPLY, read as its request asks for.
    static void reply(FieldCursor body, Event event, EventContext context) {
        long number = context.counterpart(event.number());
        TapRecord request = number < 0 ? null : context.event(number).record();
        int wire = request == null ? -1 : CommandText.commandOf(request);
        CommandCode code = CommandCode.fromWire(wire);
        if (body.left() > 0) {
            FieldCursor reply = body.part(body.left());
            replyFields(reply, code);
            String to = request == null ? "to a request that was not captured" : "to " + name(code);
            body.group(
                    IsmField.REPLY,
                    IsmField.REPLY.label(),
                    to,
                    reply.cut() ? "cut short" : "",
                    reply);
        }
        if (request != null) {
            body.generated(IsmField.RESPONSE_TO, "#" + (number + 1), number);
            if (wire >= 0) {
                String command = commandName(code, wire >> Byte.SIZE, wire & 0xff);
                body.generated(IsmField.CMD, command, number);
            }
        }
    }

    private static String name(@Nullable CommandCode code) {
        return code == null ? "an unknown command" : code.name();
    }

    private static void replyFields(FieldCursor reply, @Nullable CommandCode code) {
        long ack =
                reply.number(
                        IsmField.ACK,
                        1,
                        value -> ack((int) value),
                        value -> Ack.fromCode((int) value) == null ? "none of the draft's" : "");
        boolean listed = code != null && code.repliesWithAreas();
        boolean told = ack == Ack.OK.code() || (ack == Ack.E2BIG.code() && reply.left() > 0);
        if (listed && told) {
            if (code == CommandCode.ALLOC_REGION) {
                reply.number(IsmField.REPLY_TOKEN, 8, Dissector::token);
            }
            if (ack == Ack.OK.code()) {
                AreaFields.counted(reply);
            } else {
                reply.number(IsmField.AREAS, 8, num -> ValueText.count(num) + " needed");
            }
        }
        reply.trailing(IsmField.TRAILING, code == null ? "" : "more than the reply has");
    }

    private static String ack(int code) {
        Ack ack = Ack.fromCode(code);
        return "%s (%d): %s".formatted(ack == null ? "unknown" : ack, code, WireNames.ack(code));
    }

    /// Takes what was written to an eventq buffer.
    static void event(FieldCursor body, int length, EventContext context) {
        FieldCursor event = body.part(length);
        long type =
                event.number(
                        IsmField.EVENT_TYPE,
                        8,
                        value -> WireNames.eventType(value) + " (" + ValueText.count(value) + ")",
                        value -> known(value) ? "" : "the draft has no such event");
        event.number(IsmField.EVENT_OFFSET, 8, ValueText::hex);
        long devid = event.number(IsmField.EVENT_DEVID, 8, ValueText::hex);
        if (!event.cut()) {
            peer(event, devid, context);
        }
        if (known(type) && type != 1) {
            event.number(IsmField.EVENT_PEERS, 8, ValueText::count);
        }
        event.trailing(IsmField.TRAILING, "more than the event has");
        body.group(
                IsmField.EVENT,
                IsmField.EVENT.label(),
                WireNames.eventType(type),
                event.cut() ? "cut short" : "",
                event);
    }

    private static boolean known(long type) {
        return type == 1 || type == 2 || type == 4;
    }

    /// Says which device a devid stands for.
    static void peer(FieldCursor cursor, long devid, EventContext context) {
        int device = context.deviceWithDevid(devid);
        if (device >= 0) {
            cursor.generated(IsmField.PEER, context.deviceName(device), -1);
        }
    }
}
