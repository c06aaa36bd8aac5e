/// The time line: a track for each VM, over time or the order of events.
package ismscope.app.timeline;
