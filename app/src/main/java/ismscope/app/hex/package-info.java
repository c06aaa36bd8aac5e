/// The bytes of a region as they were after the current event: who wrote them, when, in which
/// chunk, and where they lie in a VM's device memory.
///
/// Entry type: [ismscope.app.hex.RegionPane]. Guarantees: only bytes in view are read, so 1 GiB
/// scrolls like 4 KiB; a worker reads them, and what was painted stays until the new bytes are
/// there; what is shown is of one event throughout; what a capture left out is said. Thread rule:
/// JavaFX, except the worker inside. Errors: a mistyped place or pattern is a sentence beside the
/// field.
package ismscope.app.hex;
