/// Fields to type into, beyond what the toolkit has. Thread: JavaFX.
package ismscope.app.field;
