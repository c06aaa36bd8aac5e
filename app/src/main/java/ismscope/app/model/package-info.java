/// What the window shows: the open session, the current event and the one selection. No scene graph
/// types here.
package ismscope.app.model;
