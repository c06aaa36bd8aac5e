package ismscope.app.cli;

import java.util.PrimitiveIterator;

/// Writes events of a session to the console.
interface EventPrinter {
    /// Prints events by their numbers.
    void print(Console console, PrimitiveIterator.OfLong events);
}
