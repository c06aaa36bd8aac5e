package ismscope.device.region;

/// Neighbouring chunks of one device memory window.
///
/// @param first number of the first chunk
/// @param count chunks, at least 1
record ChunkRun(int first, int count) {
    /// {@return the number behind the last chunk}
    int end() {
        return first + count;
    }
}
