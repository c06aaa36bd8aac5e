package ismscope.inspector.capture;

/// How a recorder takes records.
///
/// @param ringBytes room for records between the device and the file: a power of two, at least
///   [#LEAST_RING]
/// @param lossless whether the device waits when there is no room, instead of losing the record
public record RecorderOptions(int ringBytes, boolean lossless) {
    /// The smallest ring: a message may take an eighth of it.
    public static final int LEAST_RING = 1 << 20;

    /// Never waits; 16 MiB hold a burst of more than 100,000 records.
    public static final RecorderOptions LOSSY = lossy(1 << 24);

    /// Loses nothing: the guest waits for the disk.
    public static final RecorderOptions LOSSLESS = new RecorderOptions(1 << 24, true);

    /// @throws IllegalArgumentException if the ring is too small or no power of two
    public RecorderOptions {
        if (ringBytes < LEAST_RING || Integer.bitCount(ringBytes) != 1) {
            throw new IllegalArgumentException(
                    "ringBytes=" + ringBytes + " is no power of two of at least " + LEAST_RING);
        }
    }

    /// {@return options that never wait, with this much room}
    public static RecorderOptions lossy(int ringBytes) {
        return new RecorderOptions(ringBytes, false);
    }
}
