package ismscope.inspector.filter;

import static ismscope.device.tap.TapKind.REPLY;
import static ismscope.device.tap.TapKind.REQUEST;

import ismscope.device.tap.TapRecord;
import ismscope.inspector.event.EventDescriber;
import ismscope.inspector.index.EventColumn;
import ismscope.inspector.index.EventHead;

/// What is said of a command as a whole, on its request and on its reply: answered from columns,
/// but for codes that the draft does not have and replies that were late.
final class CommandFields {
    private static final int BOTH = FieldSource.kinds(REQUEST, REPLY);
    private static final int NONE = -1;

    /// `ism.cmd`.
    static final FieldSource COMMAND = source(CommandFields::command);

    /// `ism.status`.
    static final FieldSource STATUS = source(CommandFields::status);

    /// `ism.result`: the status, on a request only.
    static final FieldSource RESULT = onRequest(CommandFields::status);

    /// `ism.ack`: the status, on a reply only.
    static final FieldSource ACK =
            FieldSource.of(
                    FieldSource.Cost.COLUMN,
                    FieldSource.kinds(REPLY),
                    (block, at, into) -> {
                        if (block.kind(at) == REPLY.code()) {
                            addAck(block, block.number(at), into);
                        }
                    });

    /// `ism.latency`.
    static final FieldSource LATENCY = source(CommandFields::latency);

    /// `ism.response_time`: the latency, on a request only.
    static final FieldSource RESPONSE_TIME = onRequest(CommandFields::latency);

    private CommandFields() {}

    private static FieldSource source(FieldSource.Reader reader) {
        return FieldSource.of(FieldSource.Cost.COLUMN, BOTH, reader);
    }

    private static FieldSource onRequest(FieldSource.Reader reader) {
        return FieldSource.of(
                FieldSource.Cost.COLUMN,
                FieldSource.kinds(REQUEST),
                (block, at, into) -> {
                    if (block.kind(at) == REQUEST.code()) {
                        reader.read(block, at, into);
                    }
                });
    }

    /// {@return the number of the event itself if it is of this kind, of its counterpart if it is
    /// of the other, -1 if there is none}
    private static long sideOf(Block block, int at, int kind) {
        int own = block.kind(at);
        if (own == kind) {
            return block.number(at);
        }
        return own == REQUEST.code() || own == REPLY.code()
                ? block.column(EventColumn.COUNTERPART)[at]
                : NONE;
    }

    private static void command(Block block, int at, Values into) {
        long request = sideOf(block, at, REQUEST.code());
        if (request < 0) {
            return;
        }
        long command = EventHead.command(block.headOf(request));
        if (command == EventHead.ANOTHER) {
            command = EventDescriber.command(block.eventOf(request).record());
        }
        if (command >= 0) {
            into.add(command);
        }
    }

    private static void status(Block block, int at, Values into) {
        addAck(block, sideOf(block, at, REPLY.code()), into);
    }

    private static void addAck(Block block, long reply, Values into) {
        if (reply < 0) {
            return;
        }
        int ack = EventHead.ack(block.headOf(reply));
        if (ack >= 0) {
            into.add(ack);
        } else if (ack == EventHead.ANOTHER
                && block.eventOf(reply).record() instanceof TapRecord.Reply record) {
            into.add(record.bytes()[0] & 0xff);
        }
    }

    private static void latency(Block block, int at, Values into) {
        long reply = sideOf(block, at, REPLY.code());
        if (reply < 0) {
            return;
        }
        if (EventHead.timed(block.headOf(reply))) {
            long request = sideOf(block, at, REQUEST.code());
            into.add(block.timeOf(reply) - block.timeOf(request));
        } else if (block.eventOf(reply).record() instanceof TapRecord.Reply record) {
            into.add(span(record.nanos()));
        }
    }

    /// {@return unsigned nanoseconds as far as a signed number can say}
    private static long span(long nanos) {
        return nanos < 0 ? Long.MAX_VALUE : nanos;
    }
}
