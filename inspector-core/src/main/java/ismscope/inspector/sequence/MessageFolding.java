package ismscope.inspector.sequence;

import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.event.Event;
import ismscope.inspector.index.EventColumn;
import ismscope.inspector.index.EventHead;
import ismscope.inspector.session.SessionSnapshot;
import java.util.function.LongFunction;

/// Folding that goes through a session, and goes on as it grows. Owned by one thread.
public final class MessageFolding {
    private static final int BLOCK = 4096;
    private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

    private final Repetition repetition = new Repetition(new FoldColumns());
    private final RecentDoorbells doorbells = new RecentDoorbells();
    private final long[] heads = new long[BLOCK];
    private final long[] tokens = new long[BLOCK];
    private final long[] flows = new long[BLOCK];
    private final long[] times = new long[BLOCK];
    private final long[] counterparts = new long[BLOCK];
    private long events;

    /// A folding that has not begun.
    public MessageFolding() {}

    /// Goes on to the end of a snapshot.
    ///
    /// @param session the same as before, or a later one of it
    /// @return the folds so far
    public MessageFolds advance(SessionSnapshot session) {
        LongFunction<Event> decoded = session.eventsInOrder();
        while (events < session.eventCount()) {
            int count = (int) Math.min(BLOCK, session.eventCount() - events);
            session.read(EventColumn.HEAD, events, count, heads);
            session.read(EventColumn.TOKEN, events, count, tokens);
            session.read(EventColumn.FLOW, events, count, flows);
            session.read(EventColumn.TIME, events, count, times);
            session.read(EventColumn.COUNTERPART, events, count, counterparts);
            for (int i = 0; i < count; i++) {
                TapKind kind = TapKind.fromCode(EventHead.kind(heads[i]));
                if (Messages.has(kind)) {
                    repetition.take(key(kind, i, decoded), nanos(kind, i, session));
                }
            }
            events += count;
        }
        return repetition.folds();
    }

    private long key(TapKind kind, int place, LongFunction<Event> decoded) {
        long key = EventHead.untimed(heads[place]) * MIX ^ tokens[place];
        if (kind == TapKind.SWALLOWED || kind == TapKind.INTERRUPT) {
            key ^= detail(decoded.apply(events + place).record()) * MIX;
        }
        return key * MIX ^ key >>> Integer.SIZE;
    }

    /// {@return what the columns do not tell}
    private static long detail(TapRecord record) {
        return switch (record) {
            case TapRecord.Swallowed(int reason, long count) -> reason + 1 + (count << Byte.SIZE);
            case TapRecord.Interrupt(int vector, int cause) -> cause + 1 + (vector << Byte.SIZE);
            default -> 0;
        };
    }

    private long nanos(TapKind kind, int place, SessionSnapshot session) {
        return switch (kind) {
            case REPLY -> {
                long request = counterparts[place];
                long begun =
                        request < 0
                                ? times[place] + 1
                                : request >= events
                                        ? times[(int) (request - events)]
                                        : session.timeNanos(request);
                yield times[place] - begun;
            }
            case DOORBELL -> {
                doorbells.rung(flows[place], times[place]);
                yield LatencyRange.NONE;
            }
            case EVENT -> doorbells.since(flows[place], times[place]);
            default -> LatencyRange.NONE;
        };
    }
}
