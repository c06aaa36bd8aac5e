/// Sessions in other formats: captures, JSON Lines, tables, and text for people.
///
/// Entry types: [ismscope.inspector.export.Exporter] for files,
/// [ismscope.inspector.export.EventListing] for text.
///
/// 1. What is exported is what the session says: names of fields and texts are those of every view.
/// 2. A file appears whole or not at all; memory does not grow with the session.
/// 3. With tokens redacted, no token of the session is left in any form that is looked for.
///
/// Formats: docs/export.md. Errors: [java.io.IOException] with a sentence for people.
package ismscope.inspector.export;
