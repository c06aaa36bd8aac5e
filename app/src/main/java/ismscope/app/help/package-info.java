/// Help in the window: the keys.
package ismscope.app.help;
