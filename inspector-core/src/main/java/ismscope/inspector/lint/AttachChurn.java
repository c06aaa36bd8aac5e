package ismscope.inspector.lint;

import ismscope.device.tap.Severity;
import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.event.Event;
import ismscope.inspector.event.ValueText;
import java.util.List;
import java.util.Set;
import org.agrona.collections.Long2ObjectHashMap;

/// Many attachments of one device to one region within a second.
final class AttachChurn implements LintCheck {
    static final LintRule RULE =
            new LintRule(
                    1019,
                    "attach-churn",
                    Severity.NOTE,
                    "virtio-ism draft, ATTACH_REGION",
                    new LintText(
                            "a device attaches and detaches the same region again and again",
                            "Each time costs two commands, an event for every other device, and"
                                    + " page tables.",
                            "Keep the region attached as long as it will be used again.",
                            "the first of these attachments, the last departure, and the attachment"
                                    + " that made it too many"));

    /// Attachments that are too many.
    static final int TOO_MANY = 16;

    /// Within what time.
    static final long WITHIN_NANOS = 1_000_000_000;

    /// Regions that are watched; then all of them are forgotten.
    static final int MAX_REGIONS = 1 << 16;

    private final Long2ObjectHashMap<Run> runs = new Long2ObjectHashMap<>();

    @Override
    public List<LintRule> rules() {
        return List.of(RULE);
    }

    @Override
    public Set<TapKind> kinds() {
        return Set.of(TapKind.MAPPED, TapKind.REGION_FREED);
    }

    @Override
    public void look(Event event, Scene scene, FindingSink sink) {
        long token = event.token();
        if (!(event.record() instanceof TapRecord.Mapped)) {
            runs.remove(token);
            return;
        }
        DeviceFacts device = scene.device();
        Mapping before = device.endedOf(token);
        if (before == null || device.mappings().containsKey(token)) {
            return;
        }
        Run run = runs.get(token);
        if (run == null
                || run.device != event.device()
                || event.timeNanos() - run.startNanos > WITHIN_NANOS) {
            if (runs.size() == MAX_REGIONS) {
                runs.clear();
            }
            run = new Run(event.device(), before.since(), event.timeNanos());
            runs.put(token, run);
        }
        if (++run.count == TOO_MANY) {
            report(event, scene, run.first, before.until(), sink);
        }
    }

    private static void report(Event event, Scene scene, long first, long left, FindingSink sink) {
        sink.found(
                RULE,
                Certainty.IS,
                () ->
                        "%s has attached region %s %d times within a second"
                                .formatted(
                                        scene.device().name(),
                                        ValueText.shortToken(event.token()),
                                        TOO_MANY),
                first,
                left,
                event.number());
    }

    @Override
    public void forget() {
        runs.clear();
    }

    /// Attachments in a row of one device to a region.
    private static final class Run {
        private final int device;
        private final long first;
        private final long startNanos;
        private int count = 1;

        private Run(int device, long first, long startNanos) {
            this.device = device;
            this.first = first;
            this.startNanos = startNanos;
        }
    }
}
