/// The live graph: VMs, the regions between them, who may do what, and notifications on their way.
///
/// Entry type: [ismscope.app.graph.GraphPane]. Guarantees: positions depend only on the order in
/// which things appeared, so the same event gives the same picture however one came there, and
/// adding or removing something moves nothing else; more nodes than can be read are folded into
/// groups by what they share; a frame costs the same under any number of events. Thread rule: a
/// worker owned by the pane turns states into [ismscope.app.graph.GraphFrame]s, which are
/// immutable; the JavaFX thread only draws them, and draws nothing while nothing changes. Errors:
/// none of its own; what a state lacks is not drawn.
package ismscope.app.graph;
