/// A host without a window: it serves guests from outside this process, and those who look at it.
///
/// Entry type: [ismscope.inspector.backend.Backend].
package ismscope.inspector.backend;
