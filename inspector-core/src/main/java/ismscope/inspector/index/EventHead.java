package ismscope.inspector.index;

import ismscope.device.protocol.Ack;
import ismscope.device.protocol.CommandCode;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.event.Event;
import ismscope.inspector.event.EventDescriber;
import java.util.List;

/// What is asked most of an event, in one 64-bit number.
///
/// ```
/// bits     meaning
///  0 ..  4 kind
///  5 ..  8 flags 0 to 3
///  9 .. 11 command of a request: 0 none, 1 and up in the order of CommandCode, 7 another
/// 12 .. 15 ack of a reply: 0 none, 1 and up in the order of Ack, 15 another
/// 16       the latency that a reply tells is its time minus that of its request
/// 17 .. 36 device, which is below 2^20
/// 37 .. 48 flags 4 to 15, none of which has a meaning yet
/// ```
///
/// So it takes 32 bits where devices are below 2^15. What is "another" stands in the event itself.
public final class EventHead {
    /// What [#command] and [#ack] give where the event has none.
    public static final int NONE = -1;

    /// What [#command] and [#ack] give where the event itself has to be asked.
    public static final int ANOTHER = -2;

    private static final int KIND = 0x1F;
    private static final int LOW_FLAGS_SHIFT = 5;
    private static final int LOW_FLAGS_BITS = 4;
    private static final int LOW_FLAGS = (1 << LOW_FLAGS_BITS) - 1;
    private static final int COMMAND_SHIFT = 9;
    private static final int ANOTHER_COMMAND = 7;
    private static final int ACK_SHIFT = 12;
    private static final int ANOTHER_ACK = 15;
    private static final long TIMED = 1L << 16;
    private static final int DEVICE_SHIFT = 17;
    private static final int DEVICE = 0xF_FFFF;
    private static final int HIGH_FLAGS_SHIFT = 37;
    private static final int HIGH_FLAGS = 0xFFF;
    private static final List<CommandCode> COMMANDS = List.of(CommandCode.values());
    private static final List<Ack> ACKS = List.of(Ack.values());

    private EventHead() {}

    /// {@return the head of an event}
    ///
    /// @param timed whether it is a reply whose latency is what the times tell
    static long of(Event event, boolean timed) {
        return of(event.device(), event.flags(), event.kind().code())
                | (timed ? TIMED : 0)
                | (long) outcome(event.record()) << COMMAND_SHIFT;
    }

    /// {@return the head of an event without command and ack}
    public static long of(int device, int flags, int kind) {
        return (kind & KIND)
                | (long) (flags & LOW_FLAGS) << LOW_FLAGS_SHIFT
                | (long) (device & DEVICE) << DEVICE_SHIFT
                | (long) (flags >>> LOW_FLAGS_BITS & HIGH_FLAGS) << HIGH_FLAGS_SHIFT;
    }

    private static int outcome(TapRecord record) {
        int command = EventDescriber.command(record);
        if (command >= 0) {
            CommandCode code = CommandCode.fromWire(command);
            return code == null ? ANOTHER_COMMAND : COMMANDS.indexOf(code) + 1;
        }
        if (record instanceof TapRecord.Reply reply && reply.bytes().length > 0) {
            Ack ack = Ack.fromCode(reply.bytes()[0] & 0xff);
            int code = ack == null ? ANOTHER_ACK : ACKS.indexOf(ack) + 1;
            return code << (ACK_SHIFT - COMMAND_SHIFT);
        }
        return 0;
    }

    /// {@return ordinal of the device}
    public static int device(long head) {
        return (int) (head >>> DEVICE_SHIFT) & DEVICE;
    }

    /// {@return code of the kind}
    public static int kind(long head) {
        return (int) head & KIND;
    }

    /// {@return flags of the record's header}
    public static int flags(long head) {
        int high = (int) (head >>> HIGH_FLAGS_SHIFT) & HIGH_FLAGS;
        return ((int) (head >>> LOW_FLAGS_SHIFT) & LOW_FLAGS) | high << LOW_FLAGS_BITS;
    }

    /// {@return class and number of a request's command, or [#NONE] or [#ANOTHER]}
    public static int command(long head) {
        int code = (int) (head >>> COMMAND_SHIFT) & ANOTHER_COMMAND;
        return code == 0 ? NONE : code == ANOTHER_COMMAND ? ANOTHER : COMMANDS.get(code - 1).wire();
    }

    /// {@return the ack of a reply, or [#NONE] or [#ANOTHER]}
    public static int ack(long head) {
        int code = (int) (head >>> ACK_SHIFT) & ANOTHER_ACK;
        return code == 0 ? NONE : code == ANOTHER_ACK ? ANOTHER : ACKS.get(code - 1).code();
    }

    /// {@return a head without what [#timed] tells: equal for events of which everything else that
    /// a head tells is equal}
    public static long untimed(long head) {
        return head & ~TIMED;
    }

    /// {@return whether it is a reply whose latency is its time minus that of its request}
    public static boolean timed(long head) {
        return (head & TIMED) != 0;
    }
}
