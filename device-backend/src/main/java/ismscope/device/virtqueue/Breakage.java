package ismscope.device.virtqueue;

import ismscope.device.tap.ViolationRule;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// Remembers the first rule that a driver broke on a queue: from then on the queue is broken.
final class Breakage {
    private static final byte[] NO_BYTES = {};

    private @Nullable VirtqueueException first;

    /// @throws VirtqueueException the first one, if there was one
    void check() throws VirtqueueException {
        if (first != null) {
            throw first;
        }
    }

    /// {@return the exception to throw, which is kept}
    VirtqueueException of(ViolationRule rule, String text) {
        return keep(new VirtqueueException(rule, text, NO_BYTES));
    }

    /// {@return the exception to throw, which is kept}
    ///
    /// @param low first 8 bytes of the offending descriptor
    /// @param high last 8 bytes of it
    VirtqueueException of(ViolationRule rule, String text, long low, long high) {
        byte[] raw =
                ByteBuffer.allocate(2 * Long.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(low)
                        .putLong(high)
                        .array();
        return keep(new VirtqueueException(rule, text, raw));
    }

    private VirtqueueException keep(VirtqueueException exception) {
        first = exception;
        return exception;
    }
}
