/// The session strip: the whole session at a glance, and the handle that travels through it.
package ismscope.app.strip;
