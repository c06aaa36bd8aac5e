package ismscope.inspector.lint;

import ismscope.device.tap.Severity;
import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.event.Event;
import ismscope.inspector.event.ValueText;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.Long2LongHashMap;
import org.agrona.collections.Long2ObjectHashMap;

/// Regions whose last peer has left, and whose holder goes on allocating.
///
/// The holder may keep it for later: possible only.
final class LeakedRegion implements LintCheck {
    static final LintRule RULE =
            new LintRule(
                    1006,
                    "leaked-region",
                    Severity.WARN,
                    "virtio-ism draft, DETACH_REGION",
                    new LintText(
                            "a region that its peers have left is kept, while new ones are"
                                    + " allocated",
                            "Device memory and host memory fill up with regions that nobody uses.",
                            "Detach a region when its last peer has left.",
                            "the mapping, the departure of the last peer, and the allocation that"
                                    + " made it clear"));

    /// Allocations of its holder after which a region counts as leaked.
    static final int ALLOCATIONS = 32;

    /// Regions with one device left that are watched.
    static final int MAX_WAITING = 1 << 16;

    private final Long2ObjectHashMap<Left> waiting = new Long2ObjectHashMap<>();
    private final Int2ObjectHashMap<ArrayDeque<Long>> queues = new Int2ObjectHashMap<>();
    private final Long2LongHashMap counts = new Long2LongHashMap(0);

    @Override
    public List<LintRule> rules() {
        return List.of(RULE);
    }

    @Override
    public Set<TapKind> kinds() {
        return Set.of(TapKind.REGION_CREATED, TapKind.UNMAPPED, TapKind.MAPPED);
    }

    @Override
    public void look(Event event, Scene scene, FindingSink sink) {
        switch (event.record()) {
            case TapRecord.RegionCreated _ -> allocated(event, scene, sink);
            case TapRecord.Unmapped _ -> left(event, scene);
            default -> {
                // Somebody is there again.
                if (scene.region() != null) {
                    waiting.remove(event.token());
                }
            }
        }
    }

    /// Notes a region that is left with one device.
    private void left(Event event, Scene scene) {
        RegionFacts region = scene.region();
        if (region == null) {
            return;
        }
        waiting.remove(event.token());
        if (region.users() == 2 && waiting.size() < MAX_WAITING) {
            int holder = region.otherUser(event.device());
            Mapping mapping = region.mapping(holder);
            if (mapping != null) {
                long since = mapping.since();
                long allocations = counts.get(holder);
                waiting.put(
                        event.token(),
                        new Left(
                                region, holder, since, event.number(), region.uses(), allocations));
                ArrayDeque<Long> queue = queues.computeIfAbsent(holder, _ -> new ArrayDeque<>());
                if (queue.size() == MAX_WAITING) {
                    queue.remove();
                }
                queue.add(event.token());
            }
        }
    }

    private void allocated(Event event, Scene scene, FindingSink sink) {
        int device = event.device();
        long count = counts.get(device) + 1;
        counts.put(device, count);
        ArrayDeque<Long> queue = queues.get(device);
        while (queue != null && !queue.isEmpty()) {
            Left left = waiting.get((long) queue.peek());
            boolean stale = left == null || left.holder != device || left.isUsedAgain();
            if (!stale && count - left.allocations < ALLOCATIONS) {
                return;
            }
            long token = queue.remove();
            if (stale) {
                continue;
            }
            waiting.remove(token);
            report(event, scene, left, sink);
        }
    }

    private static void report(Event event, Scene scene, Left left, FindingSink sink) {
        sink.found(
                RULE,
                Certainty.POSSIBLE,
                () ->
                        "%s alone holds region %s, %s, since its last peer left at #%d, and has allocated %d more"
                                .formatted(
                                        scene.device().name(),
                                        ValueText.shortToken(left.region.token),
                                        ValueText.size(left.region.size()),
                                        left.peerLeft + 1,
                                        ALLOCATIONS),
                left.since,
                left.peerLeft,
                event.number());
    }

    @Override
    public void forget() {
        waiting.clear();
        queues.clear();
        counts.clear();
    }

    /// A region that is left with one device.
    private record Left(
            RegionFacts region,
            int holder,
            long since,
            long peerLeft,
            long uses,
            long allocations) {
        boolean isUsedAgain() {
            return region.uses() != uses;
        }
    }
}
