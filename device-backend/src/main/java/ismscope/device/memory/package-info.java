/// Guest-physical memory as bounds-checked slots, little-endian.
///
/// Entry type: [ismscope.device.memory.GuestMemory]. A guest's addresses are hostile: every access
/// is checked, and a bad one is a [ismscope.device.memory.GuestMemoryException], never a fault of
/// the process. What is used all the time, such as a ring, is checked once and becomes a
/// [ismscope.device.memory.MemoryWindow].
package ismscope.device.memory;
