package ismscope.inspector.files;

import ismscope.inspector.capture.CaptureBlock;
import ismscope.inspector.capture.CaptureException;
import ismscope.inspector.capture.CaptureOrigin;
import ismscope.inspector.capture.PacketHeader;
import ismscope.inspector.capture.PcapngWriter;
import ismscope.inspector.capture.RecordNumbers;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// One of the captures being merged: its next packet, and what its numbers become.
final class MergeInput implements AutoCloseable {
    /// The earliest first; of those at the same time the one named first.
    static final Comparator<MergeInput> BY_TIME =
            Comparator.comparingLong(MergeInput::time).thenComparingInt(input -> input.place);

    /// Facts that are taken over from one capture.
    private static final int MAX_FACTS = 16;

    private final Path path;
    private final int place;
    private final int inputs;
    private final BlockSource source;
    private final Map<Integer, Integer> devices = new HashMap<>(Map.of(0, 0));
    private @Nullable CaptureOrigin origin;
    private CaptureBlock.@Nullable Packet next;
    private long lastSequence;

    /// @param place among the inputs, from 0
    /// @param inputs how many there are
    MergeInput(Path path, int place, int inputs) throws CaptureException, InterruptedException {
        this.path = path;
        this.place = place;
        this.inputs = inputs;
        this.source = new BlockSource(path);
        CaptureBlock block = source.next();
        if (block instanceof CaptureBlock.Section section) {
            origin = section.origin();
        }
    }

    /// {@return what it says of itself, under names that begin with its number}
    SequencedMap<String, String> facts() {
        SequencedMap<String, String> facts = new LinkedHashMap<>();
        String prefix = (place + 1) + ".";
        facts.put(prefix + "file", String.valueOf(path.getFileName()));
        if (origin != null) {
            origin.facts().entrySet().stream()
                    .limit(MAX_FACTS)
                    .forEach(fact -> facts.put(prefix + fact.getKey(), fact.getValue()));
        }
        return facts;
    }

    /// Takes blocks up to the next packet.
    ///
    /// @return whether there is one
    boolean advance(MergedNumbers numbers) throws IOException {
        try {
            next = null;
            for (CaptureBlock block = source.next(); block != null; block = source.next()) {
                switch (block) {
                    case CaptureBlock.Device device -> introduce(device, numbers);
                    case CaptureBlock.Section _ -> lastSequence = 0;
                    case CaptureBlock.Packet packet -> {
                        next = packet;
                        return true;
                    }
                    case CaptureBlock.Skipped _, CaptureBlock.Statistics _ -> {
                        // Nothing of it goes into the merged capture; counters are made anew.
                    }
                }
            }
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the merge was cancelled");
        }
    }

    private void introduce(CaptureBlock.Device device, MergedNumbers numbers) throws IOException {
        if (device.device() != 0 && !devices.containsKey(device.device())) {
            devices.put(device.device(), numbers.device(device.name()));
        }
    }

    /// {@return the time of the next packet}
    long time() {
        return next == null ? Long.MAX_VALUE : next.header().timeNanos();
    }

    /// Writes the next packet.
    void writeTo(PcapngWriter writer, MergedNumbers numbers) throws IOException {
        CaptureBlock.Packet packet = next;
        if (packet == null) {
            throw new IllegalStateException("input=" + path + " is at its end");
        }
        PacketHeader told = packet.header();
        Integer device = devices.get(told.device());
        if (device == null) {
            device = numbers.device("device " + told.device());
            devices.put(told.device(), device);
        }
        byte[] bytes = renumbered(packet.bytes(), numbers);
        long flow = RecordNumbers.areIn(bytes) ? RecordNumbers.flow(bytes) : 0;
        writer.packet(
                new PacketHeader(
                        device,
                        told.timeNanos(),
                        told.direction(),
                        flow,
                        told.queue(),
                        told.dropped(),
                        told.originalLength(),
                        told.comment()),
                bytes);
    }

    private byte[] renumbered(byte[] record, MergedNumbers numbers) {
        if (!RecordNumbers.areIn(record)) {
            return record;
        }
        long own = RecordNumbers.sequence(record);
        // The numbers before the first record of a capture are not missing.
        long step = lastSequence == 0 ? Math.min(own, 1) : Math.max(0, own - lastSequence);
        lastSequence = Math.max(lastSequence, own);
        long flow = RecordNumbers.flow(record);
        return RecordNumbers.changed(
                record, numbers.sequence(step), flow == 0 ? 0 : flow * inputs + place);
    }

    /// {@return what is wrong with its end, empty if nothing is}
    String trouble() {
        return source.trouble().isEmpty() ? "" : path + ": " + source.trouble();
    }

    @Override
    public void close() {
        source.close();
    }
}
