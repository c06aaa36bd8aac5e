package ismscope.device.region;

import ismscope.device.os.MemoryFile;
import java.io.IOException;

/// The bytes of one region, zeros at first. Threads: any; nobody may use it while or after it is
/// freed.
interface RegionMemory {
    /// Makes the memory, if that was not done yet.
    ///
    /// @throws IOException if the system has no memory, descriptor or mapping for it
    void make() throws IOException;

    /// {@return whether anything can have been written}
    boolean isMade();

    /// {@return the region's own file, made if need be; it is closed with the region}
    ///
    /// @throws IOException if the system refuses, or the region has no file of its own
    MemoryFile file() throws IOException;

    /// Copies bytes out.
    void load(long offset, byte[] target, int from, int length);

    /// Copies bytes in.
    void store(long offset, byte[] source, int from, int length) throws IOException;

    /// {@return a little-endian number, zero-extended}
    ///
    /// @param width 1 to 8, all in one chunk
    long load(long offset, int width);

    /// Stores the low bytes of a number.
    ///
    /// @param width 1 to 8, all in one chunk
    void store(long offset, int width, long value) throws IOException;

    /// {@return a little-endian word, loaded with acquire order}
    long loadAcquire(long offset);

    /// Stores a little-endian word with release order.
    void storeRelease(long offset, long value) throws IOException;

    /// Gives the memory back to the system.
    void free();
}
