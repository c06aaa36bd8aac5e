/// The seed's headline, measured: messages between two processes through regions, TCP on loopback
/// and a UNIX socket, in one run.
///
/// Entry types: [ismscope.app.smc.SmcBench] plays the cases with two children of this process,
/// [ismscope.app.smc.SmcChild] is one of them. Knows no window.
package ismscope.app.smc;
