package ismscope.inspector.lint;

import ismscope.device.tap.Severity;
import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.event.Event;
import ismscope.inspector.event.ValueText;
import java.util.List;
import java.util.Set;
import org.agrona.collections.Long2ObjectHashMap;

/// Stores of two devices to the same bytes with no order point between that the host can see.
///
/// Guests may have an order of their own, such as a lock in the region: possible only.
final class RacingWriters implements LintCheck {
    static final LintRule RULE =
            new LintRule(
                    1011,
                    "racing-writers",
                    Severity.WARN,
                    "virtio-ism draft, device memory",
                    new LintText(
                            "two devices stored to the same bytes without a doorbell between",
                            "Which of the two stores stays is a matter of luck.",
                            "Give every writer bytes of its own, or hand them over with a doorbell"
                                    + " after the store.",
                            "both stores"));

    /// Regions whose last stores are remembered; then all of them are forgotten.
    static final int MAX_REGIONS = 1 << 14;

    private final Long2ObjectHashMap<RecentStores> recent = new Long2ObjectHashMap<>();

    @Override
    public List<LintRule> rules() {
        return List.of(RULE);
    }

    @Override
    public Set<TapKind> kinds() {
        return Set.of(
                TapKind.CONTENT,
                TapKind.ACCESS,
                TapKind.DOORBELL,
                TapKind.REGION_FREED,
                TapKind.REQUEST,
                TapKind.LOST);
    }

    @Override
    public void look(Event event, Scene scene, FindingSink sink) {
        switch (event.record()) {
            case TapRecord.Content content -> {
                long end = content.offset() + content.bytes().length;
                stored(event, content.offset(), end, scene, sink);
            }
            case TapRecord.Access access -> {
                if (access.store()) {
                    long end = access.offset() + access.width();
                    stored(event, access.offset(), end, scene, sink);
                }
            }
            case TapRecord.Doorbell _, TapRecord.Request _ -> {
                RecentStores stores = recent.get(event.token());
                if (stores != null) {
                    stores.handedOver(event.device());
                }
            }
            default -> recent.remove(event.token());
        }
    }

    private void stored(Event event, long from, long to, Scene scene, FindingSink sink) {
        RegionFacts region = scene.region();
        if (region == null || event.device() == 0) {
            return;
        }
        RecentStores stores = recent.get(event.token());
        if (stores == null) {
            if (recent.size() == MAX_REGIONS) {
                recent.clear();
            }
            stores = new RecentStores();
            recent.put(event.token(), stores);
        }
        long other = region.users() < 2 ? -1 : stores.overlapping(event.device(), from, to);
        if (other >= 0) {
            report(event, from, scene, stores.deviceOf(other), other, sink);
            stores.clear();
        }
        stores.add(event.number(), event.device(), from, to);
    }

    private static void report(
            Event event, long from, Scene scene, int device, long other, FindingSink sink) {
        sink.found(
                RULE,
                Certainty.POSSIBLE,
                () ->
                        "%s and %s store to the same bytes of region %s around %s, without a doorbell between"
                                .formatted(
                                        scene.device(device).name(),
                                        scene.device().name(),
                                        ValueText.shortToken(event.token()),
                                        ValueText.hex(from)),
                other,
                event.number());
    }

    @Override
    public void forget() {
        recent.clear();
    }
}
