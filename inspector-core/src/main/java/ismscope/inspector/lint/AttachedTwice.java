package ismscope.inspector.lint;

import ismscope.device.protocol.Ack;
import ismscope.device.protocol.ControlCommand;
import ismscope.device.tap.Severity;
import ismscope.device.tap.TapKind;
import ismscope.inspector.event.Event;
import ismscope.inspector.event.ValueText;
import java.util.List;
import java.util.Set;

/// ATTACH_REGION of a region that is mapped.
final class AttachedTwice implements LintCheck {
    static final LintRule RULE =
            new LintRule(
                    1017,
                    "attached-twice",
                    Severity.NOTE,
                    "docs/virtio-ism.md, ATTACH twice",
                    new LintText(
                            "attach of a region that the device has already",
                            "The command is refused with ERR and changes nothing.",
                            "Count the users of a region in the driver, and attach it once.",
                            "the mapping, the command, and its refusal"));

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
        if (refusal == null
                || region == null
                || refusal.ack() != Ack.ERR
                || !(refusal.command() instanceof ControlCommand.AttachRegion)) {
            return;
        }
        Mapping mapping = region.mapping(event.device());
        if (mapping == null) {
            return;
        }
        sink.found(
                RULE,
                Certainty.IS,
                () ->
                        "%s attaches region %s, which it has had since #%d"
                                .formatted(
                                        scene.device().name(),
                                        ValueText.shortToken(region.token),
                                        mapping.since() + 1),
                mapping.since(),
                refusal.request().number(),
                event.number());
    }
}
