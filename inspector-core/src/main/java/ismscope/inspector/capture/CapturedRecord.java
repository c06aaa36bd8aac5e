package ismscope.inspector.capture;

import ismscope.device.tap.TapRecord;

/// A record as decoded from a capture.
///
/// @param header what stands before the body
/// @param record the body
public record CapturedRecord(RecordHeader header, TapRecord record) {}
