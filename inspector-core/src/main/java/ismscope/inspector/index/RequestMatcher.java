package ismscope.inspector.index;

import ismscope.device.tap.TapRecord;
import ismscope.inspector.column.LongColumn;
import ismscope.inspector.event.Event;
import org.agrona.collections.Long2LongHashMap;

/// Finds the request of a reply: the one of the same queue and head descriptor that has none yet,
/// and of the same flow, so that a lost request is not replaced by an older one.
final class RequestMatcher {
    private static final long NONE = -1;

    /// What may be unanswered at once; queues of 4,096 devices hold less.
    private static final int MAX_PENDING = 1 << 24;

    private final Long2LongHashMap pending = new Long2LongHashMap(NONE);
    private final LongColumn flows;

    /// @param flows of the events
    RequestMatcher(LongColumn flows) {
        this.flows = flows;
    }

    /// {@return the request that this event answers, -1 if it is no reply or there is none}
    long match(Event event) {
        return switch (event.kind()) {
            case REQUEST -> asked(event, (TapRecord.Request) event.record());
            case REPLY -> answered(event, (TapRecord.Reply) event.record());
            default -> NONE;
        };
    }

    private long asked(Event event, TapRecord.Request request) {
        if (pending.size() < MAX_PENDING) {
            pending.put(key(event, request.queue(), request.head()), event.number());
        }
        return NONE;
    }

    private long answered(Event event, TapRecord.Reply reply) {
        long request = pending.remove(key(event, reply.queue(), reply.head()));
        return request != NONE && flows.get(request) == event.flow() ? request : NONE;
    }

    private static long key(Event event, int queue, int head) {
        return (long) event.device() << Integer.SIZE | (long) queue << Short.SIZE | head;
    }
}
