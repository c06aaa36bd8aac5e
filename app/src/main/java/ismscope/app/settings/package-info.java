/// What the window remembers from one run to the next, in one readable file.
package ismscope.app.settings;
