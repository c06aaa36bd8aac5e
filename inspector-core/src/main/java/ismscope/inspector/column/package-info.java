/// Long lists of numbers outside the heap: what indexes are made of.
///
/// One thread adds; any thread reads what the adding one has published. Memory grows with what is
/// in them and is given back when nobody can reach them any more.
@NullMarked
package ismscope.inspector.column;

import org.jspecify.annotations.NullMarked;
