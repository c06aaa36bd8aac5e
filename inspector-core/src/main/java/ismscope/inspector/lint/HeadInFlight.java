package ismscope.inspector.lint;

import ismscope.device.tap.Severity;
import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.event.Event;
import java.util.List;
import java.util.Set;

/// The same queue and head descriptor twice, without a reply between.
final class HeadInFlight implements LintCheck {
    static final LintRule RULE =
            new LintRule(
                    1016,
                    "head-in-flight",
                    Severity.ERROR,
                    "virtio 1.3 2.7.13",
                    new LintText(
                            "a descriptor chain is made available again while the device still has"
                                    + " it",
                            "The driver may change buffers that the device is writing to.",
                            "Free a descriptor chain only when it came back on the used ring.",
                            "both requests"));

    @Override
    public List<LintRule> rules() {
        return List.of(RULE);
    }

    @Override
    public Set<TapKind> kinds() {
        return Set.of(TapKind.REQUEST);
    }

    @Override
    public void look(Event event, Scene scene, FindingSink sink) {
        if (!(event.record() instanceof TapRecord.Request request)) {
            return;
        }
        Event before = scene.device().pending(request.queue(), request.head());
        if (before == null) {
            return;
        }
        sink.found(
                RULE,
                Certainty.IS,
                () ->
                        "%s offers head %d of queue %d again, which #%d still has"
                                .formatted(
                                        scene.device().name(),
                                        request.head(),
                                        request.queue(),
                                        before.number() + 1),
                before.number(),
                event.number());
    }
}
