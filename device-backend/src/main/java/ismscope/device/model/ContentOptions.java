package ismscope.device.model;

/// How much of what guests store in regions is handed to the tap.
///
/// What is left out is counted and recorded as lost, never silent.
///
/// @param snapshotLength bytes kept of one store, and of one region when an observer joins late; 0
///   for none
/// @param bytesPerSecond bytes of content in any second of host time
public record ContentOptions(int snapshotLength, long bytesPerSecond) {
    /// 64 KiB of a store, 32 MiB a second.
    public static final ContentOptions USUAL = new ContentOptions(64 << 10, 32L << 20);

    /// @throws IllegalArgumentException if a number is negative
    public ContentOptions {
        if (snapshotLength < 0 || bytesPerSecond < 0) {
            throw new IllegalArgumentException(
                    "out of range: snapshotLength=%d bytesPerSecond=%d"
                            .formatted(snapshotLength, bytesPerSecond));
        }
    }
}
