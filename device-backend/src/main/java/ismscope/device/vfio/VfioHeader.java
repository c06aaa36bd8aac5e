package ismscope.device.vfio;

/// What every message begins with.
///
/// ```
/// offset  0 id (u16)  2 command (u16)  4 size (u32)  8 flags (u32)  12 error (u32)  16 payload
/// ```
///
/// Spec: vfio-user protocol, "Header".
///
/// @param id chosen by the sender of a request and echoed by the reply, 0 to 65535
/// @param command a code of [VfioCommand], or an unknown one, 0 to 65535
/// @param size bytes of the whole message, unsigned
/// @param flags [#REPLY], [#NO_REPLY], [#ERROR]
/// @param error a positive `errno` in a reply with [#ERROR], otherwise 0
public record VfioHeader(int id, int command, int size, int flags, int error) {
    /// Bytes of it.
    public static final int LENGTH = 16;

    /// The message is a reply; a request has type 0.
    public static final int REPLY = 1;

    /// The sender of a request wants no reply.
    public static final int NO_REPLY = 0x10;

    /// The request of a reply failed.
    public static final int ERROR = 0x20;

    private static final int TYPE_MASK = 0xf;

    /// {@return whether it is of a request}
    public boolean isRequest() {
        return (flags & TYPE_MASK) == 0;
    }

    /// {@return whether it is of a reply}
    public boolean isReply() {
        return (flags & TYPE_MASK) == REPLY;
    }

    /// {@return whether the sender waits for a reply}
    public boolean wantsReply() {
        return (flags & NO_REPLY) == 0;
    }

    /// {@return whether it is of a reply to a request that failed}
    public boolean isFailure() {
        return isReply() && (flags & ERROR) != 0;
    }
}
