/// Figures of the session, each with the way to its events.
package ismscope.app.statistics;
