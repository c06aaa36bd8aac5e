package ismscope.inspector.lint;

import ismscope.device.protocol.Decoded;
import ismscope.device.protocol.DeviceEvent;
import ismscope.device.protocol.IsmCodec;
import ismscope.device.tap.Severity;
import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.event.Event;
import ismscope.inspector.event.ValueText;
import java.util.List;
import java.util.Set;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/// An UPDATE that stands for doorbells of two devices and names one of them.
final class MergedRingers implements LintCheck {
    static final LintRule RULE =
            new LintRule(
                    1012,
                    "merged-ringers",
                    Severity.NOTE,
                    "docs/virtio-ism.md, merged UPDATE",
                    new LintText(
                            "notifications of different devices were merged into one",
                            "The driver is told of one ringer only; a handler that serves just the"
                                    + " devid in the event misses the other.",
                            "After an UPDATE look at everything that the region has for this"
                                    + " device, whoever rang; or have more eventq buffers.",
                            "the doorbell that was merged, the note of that, and the event that"
                                    + " stands for both"));

    /// Regions of a device with merged notifications that are watched.
    static final int MAX_MERGES = 4096;

    private final Int2ObjectHashMap<Long2ObjectHashMap<Merge>> merges = new Int2ObjectHashMap<>();

    @Override
    public List<LintRule> rules() {
        return List.of(RULE);
    }

    @Override
    public Set<TapKind> kinds() {
        return Set.of(TapKind.SWALLOWED, TapKind.EVENT, TapKind.STATUS, TapKind.QUEUE);
    }

    @Override
    public void look(Event event, Scene scene, FindingSink sink) {
        switch (event.record()) {
            case TapRecord.Swallowed(int reason, _) -> {
                Event doorbell = scene.doorbellOf(event);
                if (reason == TapRecord.Swallowed.MERGED && doorbell != null) {
                    merged(event, doorbell);
                }
            }
            case TapRecord.Event delivered -> {
                Long2ObjectHashMap<Merge> ofDevice = merges.get(event.device());
                Merge merge = ofDevice == null ? null : ofDevice.remove(event.token());
                if (merge != null) {
                    judge(event, delivered, merge, scene, sink);
                }
            }
            default -> merges.remove(event.device());
        }
    }

    private void merged(Event event, Event doorbell) {
        Long2ObjectHashMap<Merge> ofDevice =
                merges.computeIfAbsent(event.device(), _ -> new Long2ObjectHashMap<>());
        Merge known = ofDevice.get(event.token());
        if (known == null && ofDevice.size() < MAX_MERGES) {
            ofDevice.put(event.token(), Merge.of(event, doorbell, null));
        } else if (known != null && known.other == null && known.ringer != doorbell.device()) {
            ofDevice.put(event.token(), Merge.of(event, doorbell, known));
        }
    }

    private static void judge(
            Event event, TapRecord.Event delivered, Merge merge, Scene scene, FindingSink sink) {
        if (!(IsmCodec.decodeEvent(delivered.bytes())
                instanceof Decoded.Valid(DeviceEvent.RegionUpdated update))) {
            return;
        }
        Merge lost = scene.device(merge.ringer).devid() != update.devid() ? merge : merge.other;
        if (lost == null) {
            return;
        }
        sink.found(
                RULE,
                Certainty.IS,
                () ->
                        "%s is told that devid %s rang for region %s; that %s rang, too, it is not told"
                                .formatted(
                                        scene.device().name(),
                                        ValueText.hex(update.devid()),
                                        ValueText.shortToken(event.token()),
                                        scene.device(lost.ringer).name()),
                lost.doorbell,
                lost.swallowed,
                event.number());
    }

    @Override
    public void forget() {
        merges.clear();
    }

    /// A doorbell that was merged into an earlier one, and one of another ringer.
    private record Merge(int ringer, long doorbell, long swallowed, @Nullable Merge other) {
        static Merge of(Event swallowed, Event doorbell, @Nullable Merge other) {
            return new Merge(doorbell.device(), doorbell.number(), swallowed.number(), other);
        }
    }
}
