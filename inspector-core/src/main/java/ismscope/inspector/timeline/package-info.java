/// What a time line is drawn from: for each VM where its commands, doorbells and deliveries are.
///
/// Entry types: [ismscope.inspector.timeline.Timeline] goes through a session,
/// [ismscope.inspector.timeline.TimelineView] answers for any stretch of it,
/// [ismscope.inspector.timeline.Axis] is time or the order of events as a line.
///
/// 1. For each VM and [ismscope.inspector.timeline.Lane] there is a column, outside the heap, of
///    the numbers of its events. How many are in a pixel is the difference of two places in it:
///    exact at every zoom, and a stretch costs its pixels times a short search, whatever the
///    session has: how many are below each 256th event of the session stands beside the column.
/// 2. Whether a command runs at an event is one look: beside each request stands the last reply of
///    all requests up to it.
/// 3. One thread writes; views are for any and do not change.
package ismscope.inspector.timeline;
