/// Memory files, event counters and mappings of the operating system, through java.lang.foreign.
package ismscope.device.os;
