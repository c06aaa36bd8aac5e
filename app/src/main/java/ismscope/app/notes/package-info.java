/// What people keep with events: bookmarks with names, and texts.
package ismscope.app.notes;
