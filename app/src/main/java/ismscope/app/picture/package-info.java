/// Pictures of the window as files.
package ismscope.app.picture;
