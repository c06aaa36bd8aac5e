/// Memory files, event counters and mappings of the operating system, through java.lang.foreign.
///
/// Entry types: [ismscope.device.os.MemoryFile] and [ismscope.device.os.EventCounter]. Linux only.
/// What the system refuses is an [java.io.IOException] that names the call and the reason.
package ismscope.device.os;
