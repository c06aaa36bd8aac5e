/// Columns that find events quickly while the capture grows.
///
/// Entry types: [ismscope.inspector.index.IndexWriter] follows a capture,
/// [ismscope.inspector.index.IndexSnapshot] is what it says at one length.
///
/// 1. Columns are append-only and outside the heap: 48 bytes an event, and about 2 more for which
///    device is busy when. Event numbers and offsets are 64-bit.
/// 2. One thread writes; a snapshot is a vector of lengths, so taking one costs nothing and it
///    never changes.
/// 3. Finding by time, violation or note costs the logarithm of the session; how events are spread
///    over time costs that for each bucket, never a walk through the events.
///
/// A defect or an exhausted memory ends the index with [ismscope.inspector.index.IndexEnd]; what is
/// there stays.
package ismscope.inspector.index;
