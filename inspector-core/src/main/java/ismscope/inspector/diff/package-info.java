/// What differs between two moments of a session, and which event made a value what it is.
///
/// Everything here is computed from immutable snapshots and states and is stateless; any thread.
/// What may take longer than a frame says so and ends early when its thread is interrupted.
package ismscope.inspector.diff;
