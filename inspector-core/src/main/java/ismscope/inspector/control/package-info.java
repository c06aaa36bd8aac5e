/// Sockets for those who look at a running backend: its capture as a stream, and a control
/// protocol.
///
/// Entry type: [ismscope.inspector.control.ControlServer].
///
/// 1. Nobody who connects delays the device: it is asked bounded questions, and it never asks.
/// 2. Only users who are allowed get in, and only through a folder that others cannot change.
/// 3. Whatever a peer sends ends in a reply, an error with a class and a sentence, or its own
///    connection closed; what one peer can hold is bounded by
///    [ismscope.inspector.control.ControlLimits].
///
/// Thread: `ism-control` serves all peers, and the stream of each inspector has an `ism-capture`.
/// Protocol: docs/control-protocol.md.
package ismscope.inspector.control;
