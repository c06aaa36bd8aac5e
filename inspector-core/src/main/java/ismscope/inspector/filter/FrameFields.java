package ismscope.inspector.filter;

import ismscope.inspector.event.EventDescriber;
import ismscope.inspector.index.EventColumn;
import ismscope.inspector.index.EventHead;
import java.util.List;

/// What an event has beside its record: number, time, device, length, note; the names are tshark's.
final class FrameFields {
    /// Names of the device's name.
    static final String VM = "ism.vm";

    private static final String INTERFACE_NAME = "frame.interface_name";

    private FrameFields() {}

    static List<FilterField> all() {
        return List.of(
                column(
                        "frame.number",
                        FilterType.NUMBER,
                        "Number of the event",
                        FrameFields::number),
                column("frame.time", FilterType.TIME, "Time of the event", FrameFields::time),
                column(
                        "frame.time_epoch",
                        FilterType.TIME,
                        "Time of the event in seconds since 1970",
                        FrameFields::time),
                column(
                        "frame.time_relative",
                        FilterType.DURATION,
                        "Time since the session's first event",
                        (block, at) -> time(block, at) - block.timeOf(0)),
                column(
                        "frame.time_delta",
                        FilterType.DURATION,
                        "Time since the event before",
                        FrameFields::delta),
                column(
                        "frame.interface_id",
                        FilterType.NUMBER,
                        "Ordinal of the device, 0 for the host",
                        (block, at) -> EventHead.device(block.head(at))),
                name(VM, "Name of the device: the VM, or \"host\""),
                name(INTERFACE_NAME, "The same as ism.vm"),
                new FilterField(
                        "ism.status",
                        FilterType.NUMBER,
                        "Ack of a command, on its request and its reply",
                        FieldNames.ACKS,
                        CommandFields.STATUS),
                decoded(
                        "frame",
                        FilterType.BYTES,
                        "All bytes of the record",
                        (block, at, into) -> into.add(block.event(at).bytes())),
                decoded(
                        "frame.len",
                        FilterType.NUMBER,
                        "Bytes of the record",
                        (block, at, into) -> into.add(block.event(at).bytes().length)),
                decoded(
                        "frame.comment",
                        FilterType.TEXT,
                        "Note on the event",
                        FrameFields::comment),
                new FilterField(
                        "_ws.col.info",
                        FilterType.TEXT,
                        "What happened, as the list says it",
                        FieldNames.NONE,
                        FieldSource.of(
                                FieldSource.Cost.TREE,
                                FieldSource.ANY_KIND,
                                (block, at, into) ->
                                        into.add(
                                                EventDescriber.describe(
                                                        block.event(at), block.session())))));
    }

    /// {@return whether a field is the device's name, which is asked once for each device}
    static boolean isDeviceName(FilterField field) {
        return field.name().equals(VM) || field.name().equals(INTERFACE_NAME);
    }

    private static FilterField column(
            String name, FilterType type, String description, FieldSource.Single single) {
        return new FilterField(
                name, type, description, FieldNames.NONE, FieldSource.column(single));
    }

    private static FilterField decoded(
            String name, FilterType type, String description, FieldSource.Reader reader) {
        return new FilterField(
                name,
                type,
                description,
                FieldNames.NONE,
                FieldSource.of(FieldSource.Cost.RECORD, FieldSource.ANY_KIND, reader));
    }

    private static FilterField name(String name, String description) {
        return new FilterField(
                name,
                FilterType.TEXT,
                description,
                FieldNames.NONE,
                FieldSource.of(
                        FieldSource.Cost.COLUMN,
                        FieldSource.ANY_KIND,
                        (block, at, into) ->
                                into.add(
                                        block.session()
                                                .deviceName(EventHead.device(block.head(at))))));
    }

    private static long number(Block block, int at) {
        return block.number(at) + 1;
    }

    private static long time(Block block, int at) {
        return block.column(EventColumn.TIME)[at];
    }

    private static long delta(Block block, int at) {
        long number = block.number(at);
        return number == 0 ? 0 : time(block, at) - block.timeOf(number - 1);
    }

    private static void comment(Block block, int at, Values into) {
        String comment = block.event(at).comment();
        if (!comment.isEmpty()) {
            into.add(comment);
        }
    }
}
