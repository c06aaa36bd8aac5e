package ismscope.inspector.lint;

import ismscope.device.tap.Severity;
import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.event.Event;
import ismscope.inspector.event.ValueText;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A doorbell beside every region, at an offset that a usual mistake makes of one of them.
final class WrongDoorbell implements LintCheck {
    static final LintRule RULE =
            new LintRule(
                    1007,
                    "wrong-doorbell-offset",
                    Severity.WARN,
                    "virtio-ism draft, notify area",
                    new LintText(
                            "doorbell offset computed wrongly",
                            "Nobody is notified, or, where a region lies there, the wrong ones.",
                            "Ring at (offset / chunk_size) * notify_size, where offset is a byte"
                                    + " offset in device memory.",
                            "the mapping that was probably meant, and the doorbell"));

    /// Mappings of a device that a wrong offset is compared with.
    static final int MAX_TRIES = 256;

    @Override
    public List<LintRule> rules() {
        return List.of(RULE);
    }

    @Override
    public Set<TapKind> kinds() {
        return Set.of(TapKind.DOORBELL);
    }

    @Override
    public void look(Event event, Scene scene, FindingSink sink) {
        DeviceFacts device = scene.device();
        Chunks chunks = Chunks.of(device);
        if (event.token() != 0
                || chunks == null
                || !(event.record() instanceof TapRecord.Doorbell(long offset))
                || device.endedAt(chunks.memoryAt(offset)) != null) {
            return;
        }
        Guess guess = guess(device, chunks, offset);
        if (guess == null) {
            return;
        }
        sink.found(
                RULE,
                Certainty.POSSIBLE,
                () ->
                        "%s rings offset %s, where it has no region; %s %s is its region %s: the doorbell is at %s"
                                .formatted(
                                        device.name(),
                                        ValueText.hex(offset),
                                        guess.what,
                                        ValueText.hex(guess.taken),
                                        ValueText.shortToken(guess.meant.token()),
                                        ValueText.hex(guess.chunk * chunks.notifySize())),
                guess.meant.since(),
                event.number());
    }

    /// What was probably meant.
    ///
    /// @param what the number was taken for
    /// @param taken the number
    /// @param chunk whose doorbell should have been rung
    private record Guess(String what, long taken, long chunk, Mapping meant) {}

    private static @Nullable Guess guess(DeviceFacts device, Chunks chunks, long offset) {
        long index = chunks.at(offset);
        int tries = 0;
        for (Mapping mapping : device.mappings().values()) {
            if (++tries > MAX_TRIES) {
                return null;
            }
            if (offset != 0
                    && Long.remainderUnsigned(offset, chunks.size()) == 0
                    && mapping.covers(offset)) {
                long chunk = Long.divideUnsigned(offset, chunks.size());
                return new Guess("byte", offset, chunk, mapping);
            }
            if (offset != 0
                    && Long.compareUnsigned(offset, chunks.window() / chunks.size()) < 0
                    && mapping.covers(offset * chunks.size())) {
                return new Guess("chunk", offset, offset, mapping);
            }
            if (index > 0 && mapping.covers((index - 1) * chunks.size())) {
                return new Guess("the chunk before,", index - 1, index - 1, mapping);
            }
        }
        return null;
    }
}
