package ismscope.app.cli;

/// Writes events of a session to the console.
interface EventPrinter {
    /// Prints the first `count` events.
    void print(Console console, long count);
}
