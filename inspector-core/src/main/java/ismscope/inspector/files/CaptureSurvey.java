package ismscope.inspector.files;

import ismscope.device.tap.TapKind;
import ismscope.inspector.capture.CaptureBlock.Reason;
import ismscope.inspector.capture.CaptureException;
import ismscope.inspector.capture.CaptureOrigin;
import ismscope.inspector.capture.Packing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What is in a capture file, as Wireshark's capinfos tells it, and what only we know.
///
/// @param file where it is
/// @param packing how it is packed
/// @param fileBytes on disk
/// @param captureBytes unpacked
/// @param sections who made each section, and of what
/// @param devices by ordinal
/// @param kinds how many events of each kind there are, most first
/// @param events packets that are records
/// @param recordBytes of all records
/// @param first earliest time in nanoseconds since the epoch, 0 if there is no event
/// @param last latest time
/// @param inOrder whether no event is earlier than the one before it
/// @param comments events with a person's note
/// @param skipped blocks that say nothing, by reason
/// @param trouble why reading ended before the end of the file, empty if it did not
public record CaptureSurvey(
        Path file,
        Packing packing,
        long fileBytes,
        long captureBytes,
        List<CaptureOrigin> sections,
        List<DeviceShare> devices,
        Map<TapKind, Long> kinds,
        long events,
        long recordBytes,
        long first,
        long last,
        boolean inOrder,
        long comments,
        Map<Reason, Long> skipped,
        String trouble) {
    /// Reads a file.
    ///
    /// @throws CaptureException if it cannot be read or is no capture
    /// @throws InterruptedException if the thread is interrupted
    public static CaptureSurvey of(Path file) throws CaptureException, InterruptedException {
        try (BlockSource source = new BlockSource(file)) {
            CaptureCount count = new CaptureCount();
            count.all(source);
            return count.survey(file, Packing.of(file), Files.size(file), source);
        } catch (IOException e) {
            throw new CaptureException(
                    CaptureException.Fault.UNREADABLE, 0, file + " cannot be read: " + e);
        }
    }

    /// {@return nanoseconds between the first and the last event}
    public long duration() {
        return last - first;
    }

    /// {@return events a second, 0 where there is no time between them}
    public double rate() {
        return duration() <= 0 ? 0 : events * 1e9 / duration();
    }

    /// {@return records known to be lost}
    public long lost() {
        return devices.stream().mapToLong(DeviceShare::lost).sum();
    }
}
