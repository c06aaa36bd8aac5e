/// One open source of events, and its frozen snapshots.
package ismscope.inspector.session;
