/// Start of the program: command line, window and the wiring between them.
package ismscope.app;
