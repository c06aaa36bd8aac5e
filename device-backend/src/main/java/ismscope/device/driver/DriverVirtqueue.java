package ismscope.device.driver;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The guest's side of one virtqueue, whatever its layout: puts buffers on offer, takes them back.
///
/// Works on guest memory only, as a driver does. Thread: one guest thread at a time.
public interface DriverVirtqueue {
    /// A piece of guest memory in a buffer.
    ///
    /// @param address guest address
    /// @param length bytes
    record Piece(long address, int length) {}

    /// A buffer that came back.
    ///
    /// @param id what [#offer] returned
    /// @param usedLength bytes that the device says it wrote, unsigned 32-bit
    record Used(int id, int usedLength) {}

    /// Makes a buffer available.
    ///
    /// @param readable pieces that the device reads
    /// @param writable pieces that the device writes
    /// @param indirect whether to use an indirect table, where that was negotiated
    /// @return the buffer's id, -1 if the ring has no room
    int offer(List<Piece> readable, List<Piece> writable, boolean indirect);

    /// {@return whether the device wants to be notified of what was offered since the last call of
    /// this method}
    boolean notificationWanted();

    /// {@return the next buffer that came back, null if there is none}
    @Nullable Used reclaim();

    /// Says whether the device shall interrupt when it gives buffers back.
    ///
    /// @return whether some have come back already
    boolean wantInterrupts(boolean wanted);
}
