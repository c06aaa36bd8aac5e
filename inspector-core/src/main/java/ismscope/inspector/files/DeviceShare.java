package ismscope.inspector.files;

/// What a capture has of one device.
///
/// @param ordinal 0 for the host
/// @param name of its interface
/// @param events packets of it
/// @param lost records that LOST records tell of
public record DeviceShare(int ordinal, String name, long events, long lost) {}
