package ismscope.inspector.lint;

import ismscope.device.protocol.ControlCommand;
import ismscope.device.protocol.FeatureBit;
import ismscope.device.tap.Severity;
import ismscope.device.tap.TapKind;
import ismscope.inspector.event.Event;
import ismscope.inspector.event.ValueText;
import java.util.List;
import java.util.Set;

/// EVENT_VECTOR_SET by a driver that did not accept EVENT_IRQ.
final class VectorWithoutFeature implements LintCheck {
    static final LintRule RULE =
            new LintRule(
                    1023,
                    "vector-without-feature",
                    Severity.WARN,
                    "virtio-ism draft, EVENT_VECTOR_SET",
                    new LintText(
                            "a vector is bound without EVENT_IRQ",
                            "The command is refused with ERR; updates of this region raise no"
                                    + " vector of its own.",
                            "Accept EVENT_IRQ where it is offered, else listen to the eventq.",
                            "the features, the command, and its refusal"));

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
        DeviceFacts device = scene.device();
        if (refusal == null
                || !device.featuresKnown()
                || device.hasFeature(FeatureBit.EVENT_IRQ)
                || !(refusal.command() instanceof ControlCommand.SetEventVector bind)) {
            return;
        }
        sink.found(
                RULE,
                Certainty.IS,
                () ->
                        "%s binds vector %s, but has not accepted EVENT_IRQ"
                                .formatted(device.name(), ValueText.count(bind.vector())),
                device.featuresIn(),
                refusal.request().number(),
                event.number());
    }
}
