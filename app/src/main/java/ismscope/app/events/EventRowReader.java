package ismscope.app.events;

import ismscope.app.events.EventRow.Outcome;
import ismscope.app.text.Numbers;
import ismscope.app.text.Texts;
import ismscope.device.protocol.Ack;
import ismscope.device.protocol.CommandCode;
import ismscope.device.protocol.ControlCommand;
import ismscope.device.protocol.Decoded;
import ismscope.device.protocol.DeviceEvent;
import ismscope.device.protocol.IsmCodec;
import ismscope.device.tap.Severity;
import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.device.tap.ViolationRule;
import ismscope.inspector.event.ValueText;
import ismscope.inspector.session.SessionSnapshot;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes rows of the event list: for visible rows only, anew at each frame, so that a request's row
/// carries its outcome as soon as there is one.
final class EventRowReader {
    private static final int CONTROL_QUEUE = 0;
    private static final String REPLY_MARK = "\u21b3 ";

    private final Texts texts;

    EventRowReader(Texts texts) {
        this.texts = texts;
    }

    /// {@return the row of this event}
    ///
    /// @param reference event whose time is the zero of [TimeFormat#SINCE_REFERENCE]
    EventRow read(SessionSnapshot snapshot, long event, TimeFormat format, long reference) {
        TapRecord record = snapshot.event(event).record();
        Outcome outcome = Outcome.NONE;
        Map<EventColumn, String> cells = new EnumMap<>(EventColumn.class);
        cells.put(EventColumn.NUMBER, Numbers.grouped(event + 1));
        cells.put(EventColumn.TIME, time(snapshot, event, format, reference));
        cells.put(EventColumn.DEVICE, snapshot.deviceName(snapshot.device(event)));
        cells.put(EventColumn.OPERATION, operation(record));
        long token = snapshot.token(event);
        cells.put(EventColumn.TOKEN, token == 0 ? "" : ValueText.token(token));
        cells.put(EventColumn.LENGTH, length(record));
        Severity severity = null;
        switch (record) {
            case TapRecord.Request _ -> outcome = answered(snapshot, event, cells);
            case TapRecord.Reply reply -> {
                outcome = ended(reply, cells);
                cells.put(EventColumn.OPERATION, replyTo(snapshot, event));
            }
            case TapRecord.Violation violation -> {
                severity = violation.severity();
                cells.put(EventColumn.RESULT, texts.text(severityKey(severity)));
            }
            default -> {}
        }
        String said = cells.getOrDefault(EventColumn.OPERATION, "");
        cells.put(EventColumn.INFO, info(snapshot.info(event), said, token));
        return new EventRow(
                event,
                snapshot.device(event),
                record.kind(),
                snapshot.flow(event),
                severity,
                outcome,
                cells,
                Map.of());
    }

    /// {@return what the row of this event says in words: what a search looks through}
    String words(SessionSnapshot snapshot, long event) {
        return read(snapshot, event, TimeFormat.SINCE_START, 0).words();
    }

    static String severityKey(Severity severity) {
        return "severity." + severity.name().toLowerCase(Locale.ROOT);
    }

    static String kindKey(TapKind kind) {
        return "kind." + kind.name().toLowerCase(Locale.ROOT);
    }

    private static String time(
            SessionSnapshot snapshot, long event, TimeFormat format, long reference) {
        long last = snapshot.eventCount() - 1;
        TimeFormat.Marks marks =
                new TimeFormat.Marks(
                        snapshot.timeNanos(0),
                        snapshot.timeNanos(Math.max(0, event - 1)),
                        snapshot.timeNanos(Math.clamp(reference, 0, last)));
        return format.write(snapshot.timeNanos(event), marks);
    }

    /// What stands in columns of its own is not said again: the operation and the region that a
    /// line begins with.
    private static String info(String line, String operation, long token) {
        String rest = line;
        for (String said :
                List.of(
                        "reply to ",
                        operation.replace(REPLY_MARK, "") + ":",
                        operation + " ",
                        "region " + ValueText.shortToken(token),
                        ValueText.shortToken(token),
                        ":")) {
            if (rest.startsWith(said) && rest.length() > said.length()) {
                rest = rest.substring(said.length()).stripLeading();
            }
        }
        return rest;
    }

    private String operation(TapRecord record) {
        return switch (record) {
            case TapRecord.Request request -> command(request);
            case TapRecord.Event event -> eventName(event.bytes());
            case TapRecord.Violation violation -> ruleName(violation.rule());
            case TapRecord other -> texts.text(kindKey(other.kind()));
        };
    }

    private String replyTo(SessionSnapshot snapshot, long event) {
        long request = snapshot.counterpart(event);
        if (request >= 0 && snapshot.event(request).record() instanceof TapRecord.Request asked) {
            return REPLY_MARK + command(asked);
        }
        return texts.text(kindKey(TapKind.REPLY));
    }

    private String command(TapRecord.Request request) {
        long wire =
                switch (IsmCodec.decodeCommand(request.bytes())) {
                    case Decoded.Valid<ControlCommand>(ControlCommand command) -> command.code();
                    case Decoded.Malformed<ControlCommand> malformed -> malformed.code();
                };
        if (request.queue() != CONTROL_QUEUE || wire == Decoded.Malformed.NO_CODE) {
            return texts.text(kindKey(TapKind.REQUEST));
        }
        CommandCode code = CommandCode.fromWire((int) wire);
        return code != null
                ? code.name()
                : texts.text("operation.unknown", (wire >> 8) + "." + (wire & 0xff));
    }

    private String ruleName(int code) {
        return Arrays.stream(ViolationRule.values())
                .filter(rule -> rule.code() == code)
                .map(ViolationRule::name)
                .findFirst()
                .orElseGet(() -> texts.text(kindKey(TapKind.VIOLATION)));
    }

    private String eventName(byte[] bytes) {
        return switch (IsmCodec.decodeEvent(bytes)) {
            case Decoded.Valid<DeviceEvent>(DeviceEvent event) ->
                    texts.text(
                            switch (event) {
                                case DeviceEvent.RegionUpdated _ -> "operation.event_update";
                                case DeviceEvent.PeerAttached _ -> "operation.event_attach";
                                case DeviceEvent.PeerDetached _ -> "operation.event_detach";
                            });
            case Decoded.Malformed<DeviceEvent> _ -> texts.text(kindKey(TapKind.EVENT));
        };
    }

    private static String length(TapRecord record) {
        return switch (record) {
            case TapRecord.Request request ->
                    Integer.toUnsignedString(request.readableLength())
                            + "/"
                            + Integer.toUnsignedString(request.writableLength());
            case TapRecord.Reply reply -> Integer.toUnsignedString(reply.usedLength());
            case TapRecord.Event event -> Integer.toUnsignedString(event.usedLength());
            case TapRecord.Content content -> Numbers.grouped(content.bytes().length);
            case TapRecord.Access access -> Integer.toString(access.width());
            case TapRecord.RegionCreated region -> ValueText.size(region.size());
            default -> "";
        };
    }

    private Outcome answered(
            SessionSnapshot snapshot, long request, Map<EventColumn, String> cells) {
        long number = snapshot.counterpart(request);
        if (number >= 0 && snapshot.event(number).record() instanceof TapRecord.Reply reply) {
            return ended(reply, cells);
        }
        cells.put(EventColumn.RESULT, texts.text("result.pending"));
        return Outcome.PENDING;
    }

    private Outcome ended(TapRecord.Reply reply, Map<EventColumn, String> cells) {
        cells.put(EventColumn.LATENCY, ValueText.duration(reply.nanos()));
        if (reply.bytes().length == 0) {
            cells.put(EventColumn.RESULT, texts.text("result.no_ack"));
            return Outcome.REFUSED;
        }
        int code = reply.bytes()[0] & 0xff;
        @Nullable Ack ack = Ack.fromCode(code);
        cells.put(EventColumn.RESULT, ack == null ? "ack " + code : ack.name());
        return ack == Ack.OK ? Outcome.DONE : Outcome.REFUSED;
    }
}
