package ismscope.inspector.lint;

import ismscope.device.protocol.Ack;
import ismscope.device.tap.Severity;
import ismscope.device.tap.TapKind;
import ismscope.inspector.event.Event;
import ismscope.inspector.event.ValueText;
import java.util.List;
import java.util.Set;

/// ENOENT for a region that lives, but not on this device.
final class NotAttached implements LintCheck {
    static final LintRule RULE =
            new LintRule(
                    1018,
                    "not-attached",
                    Severity.WARN,
                    "virtio-ism draft, controlq",
                    new LintText(
                            "command about a region that the device is not attached to",
                            "The command is refused with ENOENT and changes nothing.",
                            "Attach the region first, and do not detach it twice.",
                            "the creation of the region or its end on this device, the command, and"
                                    + " its refusal"));

    @Override
    public List<LintRule> rules() {
        return List.of(RULE);
    }

    @Override
    public Set<TapKind> kinds() {
        return Set.of(TapKind.REPLY);
    }

    @Override
    public void look(Event event, Scene scene, FindingSink sink) {
        Refusal refusal = scene.refusal();
        RegionFacts region = scene.region();
        if (refusal == null || region == null || refusal.ack() != Ack.ENOENT) {
            return;
        }
        DeviceFacts device = scene.device();
        Mapping before = device.endedOf(region.token);
        sink.found(
                RULE,
                Certainty.IS,
                () ->
                        "%s is not attached to region %s%s"
                                .formatted(
                                        device.name(),
                                        ValueText.shortToken(region.token),
                                        before == null
                                                ? ""
                                                : ", which it left at #" + (before.until() + 1)),
                before == null ? region.created() : before.until(),
                refusal.request().number(),
                event.number());
    }
}
