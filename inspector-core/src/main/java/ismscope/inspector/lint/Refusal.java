package ismscope.inspector.lint;

import ismscope.device.protocol.Ack;
import ismscope.device.protocol.ControlCommand;
import ismscope.inspector.event.Event;
import org.jspecify.annotations.Nullable;

/// A command that was answered with something else than OK.
///
/// @param request the REQUEST
/// @param reply the REPLY
/// @param command what was asked, null if it was malformed
/// @param ack the answer
record Refusal(Event request, Event reply, @Nullable ControlCommand command, Ack ack) {}
