package ismscope.inspector.export;

/// How an export ended.
///
/// @param events written
/// @param cancelled whether it was cancelled: there is no file then
public record ExportResult(long events, boolean cancelled) {}
