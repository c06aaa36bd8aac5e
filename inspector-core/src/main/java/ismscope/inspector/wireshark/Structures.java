package ismscope.inspector.wireshark;

import ismscope.device.protocol.CommandCode;
import ismscope.device.tap.TapKind;
import ismscope.inspector.event.IsmField;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// All structures of a capture's records, as the dissector sees them.
///
/// @param header of a record
/// @param bodies by kind: their fixed parts
/// @param commands by code: class, number and what follows
/// @param event what is written to an eventq buffer
/// @param updateEvent the same of an event that tells of no device that comes or leaves
/// @param reply the fixed part of every reply
/// @param area one of a list
record Structures(
        List<Part> header,
        Map<TapKind, List<Part>> bodies,
        Map<CommandCode, List<Part>> commands,
        List<Part> event,
        List<Part> updateEvent,
        List<Part> reply,
        List<Part> area) {
    /// Longer than every fixed part.
    private static final int BODY = 96;

    private static final int COMMAND_AT = MadeUpRecord.HEADER_LENGTH + 16;
    private static final int READABLE_AT = MadeUpRecord.HEADER_LENGTH + 8;
    private static final int EVENT_AT = MadeUpRecord.HEADER_LENGTH + 8;
    private static final int AREAS_AT = MadeUpRecord.HEADER_LENGTH + 8;
    private static final int ATTACH_EVENT = 2;
    private static final int EVENT_LENGTH = 32;
    private static final int REPLY_START = 16;
    private static final int AREA_LENGTH = 16;

    /// {@return the structures, found by probing}
    static Structures probe() {
        Map<TapKind, List<Part>> bodies = new EnumMap<>(TapKind.class);
        for (TapKind kind : TapKind.values()) {
            if (kind != TapKind.UNKNOWN) {
                bodies.put(kind, parts(MadeUpRecord.of(kind, BODY, IsmField.BODY)));
            }
        }
        Map<CommandCode, List<Part>> commands = new EnumMap<>(CommandCode.class);
        for (CommandCode code : CommandCode.values()) {
            commands.put(code, parts(command(code)));
        }
        return new Structures(
                parts(MadeUpRecord.of(TapKind.MARK, BODY, IsmField.HEADER)),
                bodies,
                commands,
                parts(eventRecord().with(EVENT_AT, ATTACH_EVENT)),
                parts(eventRecord()),
                parts(replyRecord()),
                parts(
                        MadeUpRecord.of(TapKind.MAPPED, 16 + AREA_LENGTH, IsmField.AREA)
                                .with(AREAS_AT, 1)));
    }

    private static MadeUpRecord eventRecord() {
        return MadeUpRecord.of(TapKind.EVENT, 8 + EVENT_LENGTH, IsmField.EVENT);
    }

    /// {@return a reply that is an ack and nothing more}
    static MadeUpRecord replyRecord() {
        return MadeUpRecord.of(TapKind.REPLY, REPLY_START + 1, IsmField.REPLY);
    }

    private static MadeUpRecord command(CommandCode code) {
        int readable = 2 + code.paddedLength();
        return MadeUpRecord.of(TapKind.REQUEST, 16 + readable, IsmField.CMD)
                .with(READABLE_AT, readable)
                .with(COMMAND_AT, code.wire() >> Byte.SIZE)
                .with(COMMAND_AT + 1, code.wire());
    }

    private static List<Part> parts(MadeUpRecord record) {
        return new StructureProbe(record).parts();
    }

    /// {@return every part of every structure}
    List<Part> all() {
        List<Part> all = new ArrayList<>(header);
        bodies.values().forEach(all::addAll);
        commands.values().forEach(all::addAll);
        all.addAll(event);
        all.addAll(updateEvent);
        all.addAll(reply);
        all.addAll(area);
        return all;
    }
}
