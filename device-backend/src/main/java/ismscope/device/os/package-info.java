/// Memory files, event counters, mappings, UNIX sockets that pass descriptors, and waiting for many
/// of them, through java.lang.foreign and jnr-unixsocket.
///
/// Entry types: [ismscope.device.os.MemoryFile], [ismscope.device.os.EventCounter],
/// [ismscope.device.os.UnixListener], [ismscope.device.os.UnixSocket] and
/// [ismscope.device.os.Poller]. Linux on x86-64 only. What the system refuses is an
/// [java.io.IOException] that names the call and the reason.
package ismscope.device.os;
