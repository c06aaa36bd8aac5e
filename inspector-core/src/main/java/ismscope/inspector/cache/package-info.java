/// What was computed from a recording, kept in a file, so that a large recording opens at once the
/// next time.
///
/// A kept index is a guess until it has been looked at: it must be of a file of the same size, time
/// and samples, of this very program, and whole by its checksums. Else it is made anew.
@NullMarked
package ismscope.inspector.cache;

import org.jspecify.annotations.NullMarked;
