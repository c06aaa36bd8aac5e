/// The list of events: what a row says, where the list stands, how it is drawn.
package ismscope.app.events;
