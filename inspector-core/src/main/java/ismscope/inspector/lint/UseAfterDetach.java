package ismscope.inspector.lint;

import ismscope.device.tap.Severity;
import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.event.Event;
import ismscope.inspector.event.ValueText;
import java.util.List;
import java.util.Set;

/// A doorbell of a chunk whose region has left this device.
final class UseAfterDetach implements LintCheck {
    static final LintRule RULE =
            new LintRule(
                    1003,
                    "use-after-detach",
                    Severity.WARN,
                    "virtio-ism draft, notify area",
                    new LintText(
                            "doorbell of a region that this device has no more",
                            "The chunk held a region of this device once; another region may come"
                                    + " to lie there, and the doorbell then notifies strangers.",
                            "Forget the location of a region when it is detached, and do not ring"
                                    + " it afterwards.",
                            "the mapping, its end, and the doorbell"));

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
        if (event.token() != 0 || !(event.record() instanceof TapRecord.Doorbell doorbell)) {
            return;
        }
        Chunks chunks = Chunks.of(device);
        if (chunks == null) {
            return;
        }
        Mapping gone = device.endedAt(chunks.memoryAt(doorbell.offset()));
        if (gone == null) {
            return;
        }
        sink.found(
                RULE,
                Certainty.IS,
                () ->
                        "%s rings chunk %s, which held region %s until #%d"
                                .formatted(
                                        device.name(),
                                        ValueText.count(chunks.at(doorbell.offset())),
                                        ValueText.shortToken(gone.token()),
                                        gone.until() + 1),
                gone.since(),
                gone.until(),
                event.number());
    }
}
