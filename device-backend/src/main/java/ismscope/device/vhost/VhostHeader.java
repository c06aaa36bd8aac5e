package ismscope.device.vhost;

/// What stands before each message.
///
/// @param request its number; a reply repeats it
/// @param reply whether it is a reply
/// @param needReply whether the sender waits for an answer
/// @param size bytes that follow, 0 to 4096
public record VhostHeader(int request, boolean reply, boolean needReply, int size) {}
