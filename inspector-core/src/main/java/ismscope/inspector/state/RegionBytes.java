package ismscope.inspector.state;

/// The bytes of one region as a capture knows them after one event.
///
/// Immutable view; reading a window costs in proportion to the window and the writes that touched
/// it, not to the region's size: 1 GiB is as quick as 4 KiB. Thread: any.
public interface RegionBytes {
    /// {@return bytes in the region}
    long size();

    /// {@return the poorest quality of anything that made these bytes: 0 exact, 1 page, 2 sampled}
    int quality();

    /// {@return whether content records were left out of the capture (budget, snapshot length,
    /// loss), so that bytes may be older than they seem}
    boolean incomplete();

    /// Reads a window.
    ///
    /// @param offset first byte, 0 to [#size]
    /// @param target gets the bytes; new memory reads as zeros
    /// @param writtenAt gets the number of the event that last wrote each byte, -1 where none did;
    ///   may be of length 0 if not wanted
    /// @return bytes read: `target.length`, or less at the region's end
    int read(long offset, byte[] target, long[] writtenAt);

    /// {@return the first place at or after `from` where `pattern` stands; -1 if none, if it is
    /// empty, or if the thread is interrupted meanwhile}
    long find(byte[] pattern, long from);

    /// {@return the first place at or after `from` that may differ from another moment of the same
    /// region: in a page that was written between the two; -1 if there is none}
    ///
    /// @param other the same region of the same session; of anything else every place may differ
    long nextTouched(long from, RegionBytes other);

    /// {@return the last place before `end` that may differ from another moment of the same region;
    /// -1 if there is none}
    ///
    /// @param other the same region of the same session; of anything else every place may differ
    long previousTouched(long end, RegionBytes other);
}
