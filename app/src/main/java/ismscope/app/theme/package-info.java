/// Colours and fonts of the window: one table for canvases and style sheets alike.
package ismscope.app.theme;
