package ismscope.inspector.lint;

import ismscope.device.protocol.DeviceStatus;
import ismscope.device.tap.Severity;
import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.event.Event;
import ismscope.inspector.event.ValueText;
import java.util.List;
import java.util.Set;
import org.agrona.collections.IntHashSet;

/// A doorbell for a device that runs, but without an eventq or a vector.
final class UnheardUpdate implements LintCheck {
    static final LintRule RULE =
            new LintRule(
                    1013,
                    "update-unheard",
                    Severity.WARN,
                    "virtio-ism draft, eventq",
                    new LintText(
                            "a device is attached to a region but set up to hear of no update",
                            "Doorbells for this region never reach it, unless it polls the memory.",
                            "Accept EVENT_VQ and enable the eventq, or accept EVENT_IRQ and bind a"
                                    + " vector to the region.",
                            "the mapping, the doorbell, and the note that it was not delivered"));

    /// Devices of which that was said since they were set up.
    private final IntHashSet told = new IntHashSet();

    @Override
    public List<LintRule> rules() {
        return List.of(RULE);
    }

    @Override
    public Set<TapKind> kinds() {
        return Set.of(TapKind.SWALLOWED, TapKind.STATUS);
    }

    @Override
    public void look(Event event, Scene scene, FindingSink sink) {
        if (!(event.record() instanceof TapRecord.Swallowed(int reason, _))) {
            told.remove(event.device());
            return;
        }
        DeviceFacts device = scene.device();
        RegionFacts region = scene.region();
        Event doorbell = scene.doorbellOf(event);
        Mapping mapping = region == null ? null : region.mapping(event.device());
        if (reason != TapRecord.Swallowed.NOT_ENABLED
                || doorbell == null
                || mapping == null
                || !device.hasStatus(DeviceStatus.DRIVER_OK)
                || !told.add(event.device())) {
            return;
        }
        sink.found(
                RULE,
                Certainty.IS,
                () ->
                        "%s is attached to region %s, but has neither an eventq nor a vector for it: the doorbell of %s does not reach it"
                                .formatted(
                                        device.name(),
                                        ValueText.shortToken(event.token()),
                                        scene.device(doorbell.device()).name()),
                mapping.since(),
                doorbell.number(),
                event.number());
    }

    @Override
    public void forget() {
        told.clear();
    }
}
