package ismscope.inspector.files;

import ismscope.inspector.capture.CaptureBlock;
import ismscope.inspector.capture.CaptureBytes;
import ismscope.inspector.capture.CaptureException;
import ismscope.inspector.capture.PcapngReader;
import ismscope.inspector.capture.RecordedFile;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The blocks of a capture file from front to back; of a packed one while it is unpacked.
///
/// What is damaged or cut ends it: [#trouble] then says where. Thread: one at a time.
final class BlockSource implements AutoCloseable {
    private static final long WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final RecordedFile file;
    private final CaptureBytes bytes;
    private final PcapngReader reader;
    private String trouble = "";

    /// @throws CaptureException if it cannot be read or is no capture
    BlockSource(Path path) throws CaptureException {
        file = RecordedFile.open(path);
        bytes = file.bytes();
        reader = new PcapngReader(bytes);
    }

    /// {@return the next block, null at the end}
    ///
    /// @throws InterruptedException if the thread is interrupted while it waits for unpacking
    @Nullable CaptureBlock next() throws InterruptedException {
        while (trouble.isEmpty()) {
            boolean complete = bytes.isComplete();
            long length = bytes.length();
            try {
                CaptureBlock block = reader.next();
                if (block != null) {
                    return block;
                }
            } catch (CaptureException e) {
                trouble = String.valueOf(e.getMessage());
                return null;
            }
            if (complete) {
                trouble = file.trouble();
                if (trouble.isEmpty() && reader.position() != length) {
                    trouble = "it ends within a block, at byte " + reader.position();
                }
                return null;
            }
            bytes.awaitMore(length, WAIT_NANOS);
        }
        return null;
    }

    /// {@return why it ended before the end of the file, empty if it did not}
    String trouble() {
        return trouble;
    }

    /// {@return bytes of the capture, unpacked}
    long length() {
        return bytes.length();
    }

    @Override
    public void close() {
        file.close();
    }
}
