/// A recording fed through the live path again, with play, pause, speed, step and seek.
///
/// Entry type: [ismscope.inspector.replay.ReplaySession].
///
/// 1. Index, state and views cannot tell a replay from a live session: they follow a capture that
///    grows, whose bytes are the recording's own.
/// 2. When all is shown, the session equals the recording opened as such, faults included.
///
/// Thread: `ism-replay` reveals the recording; [ismscope.inspector.replay.ReplayControl] is for any
/// thread. Time comes from the clock that is handed in.
package ismscope.inspector.replay;
