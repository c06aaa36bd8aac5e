/// The window itself: panes and their frames, tool bar, status line, and what binds them.
package ismscope.app.window;
