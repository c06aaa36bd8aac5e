package ismscope.inspector.capture;

/// The bytes of a capture that many read while one may still write: offsets are 64-bit, bytes once
/// there never change.
///
/// Thread: any. A failing disk or a file that somebody shortened shows as
/// [java.io.UncheckedIOException].
public interface CaptureBytes {
    /// {@return bytes that are there; it never gets less, and it always ends with a whole block
    /// while a live capture grows}
    long length();

    /// {@return whether nothing will be added}
    boolean isComplete();

    /// Copies bytes out.
    ///
    /// @param offset 0 to [#length]
    /// @return bytes copied: `length`, or less at the end
    int read(long offset, byte[] target, int from, int length);

    /// Waits until there is more than `known` bytes, nothing will be added, or the time is over.
    ///
    /// @throws InterruptedException if the thread is interrupted while it waits
    void awaitMore(long known, long nanos) throws InterruptedException;
}
