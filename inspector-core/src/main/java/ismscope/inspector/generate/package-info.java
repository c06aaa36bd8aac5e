/// Captures of any size for benchmarks and for trying things out.
///
/// Nothing is made up: built-in guests play on a real host, as fast as it goes and in virtual time,
/// until as many records are there as were asked for. With a seed the file is the same to the byte.
@NullMarked
package ismscope.inspector.generate;

import org.jspecify.annotations.NullMarked;
