/// One open source of events, and its frozen snapshots.
///
/// Entry types: [ismscope.inspector.session.RecordingSession] opens a file,
/// [ismscope.inspector.session.LiveSession] plays a scenario;
/// [ismscope.inspector.session.IndexedCapture] is what both are made of.
///
/// 1. There is one path: bytes of a capture are indexed and looked at, wherever they come from.
/// 2. Nothing pushes: who wants to know asks for the newest snapshot, at any rate, on any thread.
/// 3. Snapshots outlive their session.
package ismscope.inspector.session;
