/// Searching for what was typed: the line to type into and what the text may stand for. The panes
/// that search use both.
package ismscope.app.find;
