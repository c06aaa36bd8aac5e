package ismscope.inspector.files;

import ismscope.inspector.capture.PcapngWriter;
import java.io.IOException;

/// Numbers that a merged capture gives out: of devices and of records.
final class MergedNumbers {
    private final PcapngWriter writer;
    private int devices = 1;
    private long sequence;

    /// @param writer is told of every new device
    MergedNumbers(PcapngWriter writer) {
        this.writer = writer;
    }

    /// {@return the ordinal of a device of this name that was not there before}
    int device(String name) throws IOException {
        int device = devices++;
        writer.introduce(device, name);
        return device;
    }

    /// {@return the number of the next record}
    ///
    /// @param step how far its own number is ahead of the one before it in its capture; 0 for a
    ///   record that repeats that
    long sequence(long step) {
        sequence += step;
        return sequence;
    }
}
