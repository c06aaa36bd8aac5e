package ismscope.device.protocol;

/// What a codec made of some bytes: a value, or one fault.
///
/// @param <T> the value's family
public sealed interface Decoded<T> {
    /// The bytes are well formed.
    record Valid<T>(T value) implements Decoded<T> {}

    /// The bytes are not well formed.
    ///
    /// @param fault what is wrong first
    /// @param offset of the first byte that is wrong or missing
    /// @param code class and cmd of a command (0x0301 is 3.1), the ack of a reply or the ev_type of
    ///   an event as it came, or [#NO_CODE] where even that is cut
    record Malformed<T>(Fault fault, int offset, long code) implements Decoded<T> {
        /// The bytes end inside the code.
        public static final long NO_CODE = -1;
    }

    /// What can be wrong with the bytes of a command, reply, event or configuration space.
    enum Fault {
        /// Ends before the class, cmd, ack or ev_type is complete.
        CODE_CUT,
        /// The draft has no such class.cmd, ack or ev_type.
        CODE_UNKNOWN,
        /// Ends before the structure does.
        SHORT,
        /// Goes on behind the structure.
        LONG,
        /// `num` does not match the bytes that follow it.
        AREA_COUNT
    }
}
