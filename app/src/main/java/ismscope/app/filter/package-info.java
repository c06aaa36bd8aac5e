/// The display filter in the window: the bar, what it proposes, what it remembers, and filters for
/// what is pointed at. Thread: FX.
package ismscope.app.filter;
