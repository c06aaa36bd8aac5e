package ismscope.device.os;

/// Who is at the other end of a UNIX socket, as the system says: nobody can lie about it.
///
/// @param pid process that connected, or listens
/// @param uid its user
/// @param gid its group
public record PeerIdentity(int pid, int uid, int gid) {}
