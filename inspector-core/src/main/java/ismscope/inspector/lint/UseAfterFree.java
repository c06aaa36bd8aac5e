package ismscope.inspector.lint;

import ismscope.device.protocol.Ack;
import ismscope.device.tap.Severity;
import ismscope.device.tap.TapKind;
import ismscope.inspector.event.Event;
import ismscope.inspector.event.ValueText;
import java.util.List;
import java.util.Set;

/// A token used after its region was freed.
final class UseAfterFree implements LintCheck {
    static final LintRule RULE =
            new LintRule(
                    1004,
                    "use-after-free",
                    Severity.WARN,
                    "virtio-ism draft, controlq",
                    new LintText(
                            "command with the token of a region that is freed",
                            "A token is dead for good once the last device has left its region;"
                                    + " whoever still has it will never get in.",
                            "Keep a region attached until its peers have attached, and tell them"
                                    + " when it goes.",
                            "the end of the region, the command, and its refusal"));

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
        if (refusal == null || refusal.ack() != Ack.ENOENT) {
            return;
        }
        long token = refusal.request().token();
        long freed = scene.freedIn(token);
        if (freed < 0 || scene.region() != null) {
            return;
        }
        sink.found(
                RULE,
                Certainty.IS,
                () ->
                        "%s uses token %s, whose region was freed at #%d"
                                .formatted(
                                        scene.device().name(),
                                        ValueText.shortToken(token),
                                        freed + 1),
                freed,
                refusal.request().number(),
                event.number());
    }
}
