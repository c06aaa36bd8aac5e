package ismscope.inspector.lint;

import ismscope.device.tap.Severity;
import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.event.Event;
import ismscope.inspector.event.ValueText;
import java.util.List;
import java.util.Set;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.Long2LongHashMap;

/// A driver that gives no eventq buffers while events wait for them.
final class StarvedEventQueue implements LintCheck {
    static final LintRule RULE =
            new LintRule(
                    1009,
                    "eventq-starved",
                    Severity.WARN,
                    "virtio-ism draft, eventq",
                    new LintText(
                            "the eventq had no buffer for a long time while events waited",
                            "Notifications arrive late, merged, or not at all.",
                            "Put each eventq buffer back as soon as its event is copied, and have"
                                    + " as many buffers as peers that may ring at once.",
                            "the last event delivered, the first notification that found no buffer,"
                                    + " and the moment at which it is too long"));

    /// How long events may wait for a buffer.
    static final long TOO_LONG_NANOS = 10_000_000;

    private final Int2ObjectHashMap<Hunger> hungry = new Int2ObjectHashMap<>();
    private final Long2LongHashMap lastDelivered = new Long2LongHashMap(-1);

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
        int device = event.device();
        switch (event.record()) {
            case TapRecord.Event _ -> {
                Hunger hunger = hungry.remove(device);
                if (hunger != null) {
                    judge(event, scene, hunger, sink);
                }
                lastDelivered.put(device, event.number());
            }
            case TapRecord.Swallowed swallowed -> {
                if (swallowed.reason() == TapRecord.Swallowed.MERGED
                        || swallowed.reason() == TapRecord.Swallowed.NO_EVENTQ_BUFFER) {
                    swallowed(event, scene, swallowed.count(), sink);
                }
            }
            default -> {
                hungry.remove(device);
                lastDelivered.remove(device);
            }
        }
    }

    private void swallowed(Event event, Scene scene, long count, FindingSink sink) {
        Hunger hunger = hungry.get(event.device());
        if (hunger == null) {
            hunger = new Hunger(event.number(), event.timeNanos());
            hungry.put(event.device(), hunger);
        }
        hunger.events += count;
        judge(event, scene, hunger, sink);
    }

    private void judge(Event event, Scene scene, Hunger hunger, FindingSink sink) {
        long nanos = event.timeNanos() - hunger.sinceNanos;
        if (nanos < TOO_LONG_NANOS || hunger.told) {
            return;
        }
        hunger.told = true;
        sink.found(
                RULE,
                Certainty.IS,
                () ->
                        "%s gave no eventq buffer for %s; %s merged or lost since #%d"
                                .formatted(
                                        scene.device().name(),
                                        ValueText.duration(nanos),
                                        ValueText.count(hunger.events, "notification"),
                                        hunger.since + 1),
                lastDelivered.get(event.device()),
                hunger.since,
                event.number());
    }

    @Override
    public void forget() {
        hungry.clear();
        lastDelivered.clear();
    }

    /// A time without buffers.
    private static final class Hunger {
        private final long since;
        private final long sinceNanos;
        private long events;
        private boolean told;

        private Hunger(long since, long sinceNanos) {
            this.since = since;
            this.sinceNanos = sinceNanos;
        }
    }
}
