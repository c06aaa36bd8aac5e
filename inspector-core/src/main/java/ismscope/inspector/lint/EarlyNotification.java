package ismscope.inspector.lint;

import ismscope.device.tap.Severity;
import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.event.Event;
import ismscope.inspector.event.ValueText;
import java.util.List;
import java.util.Set;
import org.agrona.collections.Long2ObjectHashMap;

/// A doorbell without peer, then a peer.
final class EarlyNotification implements LintCheck {
    static final LintRule RULE =
            new LintRule(
                    1010,
                    "notified-before-attach",
                    Severity.NOTE,
                    "virtio-ism draft, notify area",
                    new LintText(
                            "a doorbell rang before the peer had attached",
                            "The peer is not told of what was there when it came; if it waits for a"
                                    + " notification, it waits for the next one.",
                            "Ring again on the ATTACH event of a peer, or let a peer look at the"
                                    + " region once after attaching.",
                            "the doorbell, the note that it reached nobody, and the attachment of"
                                    + " the peer"));

    /// Regions whose last doorbell reached nobody that are watched.
    static final int MAX_REGIONS = 1 << 16;

    private final Long2ObjectHashMap<Early> early = new Long2ObjectHashMap<>();

    @Override
    public List<LintRule> rules() {
        return List.of(RULE);
    }

    @Override
    public Set<TapKind> kinds() {
        return Set.of(TapKind.SWALLOWED, TapKind.MAPPED, TapKind.DOORBELL, TapKind.REGION_FREED);
    }

    @Override
    public void look(Event event, Scene scene, FindingSink sink) {
        long token = event.token();
        switch (event.record()) {
            case TapRecord.Swallowed(int reason, _) -> {
                Event doorbell = scene.doorbellOf(event);
                boolean alone = reason == TapRecord.Swallowed.NO_PEER;
                if (alone && doorbell != null && early.size() < MAX_REGIONS) {
                    early.put(token, new Early(doorbell.number(), event.number(), event.device()));
                }
            }
            case TapRecord.Mapped _ -> attached(event, scene, sink);
            default -> early.remove(token);
        }
    }

    private void attached(Event event, Scene scene, FindingSink sink) {
        Early rung = early.get(event.token());
        if (rung == null || rung.ringer == event.device()) {
            return;
        }
        early.remove(event.token());
        sink.found(
                RULE,
                Certainty.POSSIBLE,
                () ->
                        "%s rang for region %s before %s attached"
                                .formatted(
                                        scene.device(rung.ringer).name(),
                                        ValueText.shortToken(event.token()),
                                        scene.device().name()),
                rung.doorbell,
                rung.swallowed,
                event.number());
    }

    @Override
    public void forget() {
        early.clear();
    }

    /// A doorbell that reached nobody.
    private record Early(long doorbell, long swallowed, int ringer) {}
}
