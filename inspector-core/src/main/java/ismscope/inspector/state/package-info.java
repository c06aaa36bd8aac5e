/// What was true after an event.
package ismscope.inspector.state;
