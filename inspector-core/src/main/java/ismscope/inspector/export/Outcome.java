package ismscope.inspector.export;

import ismscope.device.protocol.Ack;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.event.Event;
import ismscope.inspector.event.EventContext;

/// How a request ended.
///
/// @param known whether it is a request with a reply
/// @param result name of the ack, or its number where the draft has no name; empty if there is none
/// @param nanos nanoseconds in the device
record Outcome(boolean known, String result, long nanos) {
    private static final Outcome UNKNOWN = new Outcome(false, "", 0);

    /// {@return how this event ended, if it is a request}
    static Outcome of(Event event, EventContext context) {
        long number = context.counterpart(event.number());
        if (!(event.record() instanceof TapRecord.Request)
                || number < 0
                || !(context.event(number).record() instanceof TapRecord.Reply reply)) {
            return UNKNOWN;
        }
        if (reply.bytes().length == 0) {
            return new Outcome(true, "", reply.nanos());
        }
        int code = reply.bytes()[0] & 0xff;
        Ack ack = Ack.fromCode(code);
        return new Outcome(true, ack == null ? Integer.toString(code) : ack.name(), reply.nanos());
    }
}
