package ismscope.inspector.control;

/// How much peers can make a backend hold. What goes beyond is refused, or its peer dropped.
///
/// @param peers control connections at one time
/// @param inspectors capture streams at one time
/// @param lineBytes of a request; a longer one is refused unread
/// @param outputBytes of replies that a peer has not read; beyond, it is dropped
/// @param ringBytes room for records on their way to one inspector: a power of two, 1 MiB and up
public record ControlLimits(
        int peers, int inspectors, int lineBytes, int outputBytes, int ringBytes) {
    /// 32 connections, 16 inspectors, lines of 64 KiB, 4 MiB of unread replies, rings of 8 MiB.
    public static final ControlLimits USUAL = new ControlLimits(32, 16, 1 << 16, 1 << 22, 1 << 23);
}
