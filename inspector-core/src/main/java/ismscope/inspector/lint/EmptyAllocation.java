package ismscope.inspector.lint;

import ismscope.device.protocol.Ack;
import ismscope.device.protocol.ControlCommand;
import ismscope.device.tap.Severity;
import ismscope.device.tap.TapKind;
import ismscope.inspector.event.Event;
import java.util.List;
import java.util.Set;

/// ALLOC_REGION of no bytes.
final class EmptyAllocation implements LintCheck {
    static final LintRule RULE =
            new LintRule(
                    1031,
                    "empty-allocation",
                    Severity.WARN,
                    "docs/virtio-ism.md, ALLOC size",
                    new LintText(
                            "allocation of a region of size 0",
                            "The command is refused with ERR and changes nothing: a region is at"
                                    + " least one chunk.",
                            "Ask for as many bytes as will be used; the device rounds them up to"
                                    + " whole chunks.",
                            "the command and its refusal"));

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
        if (refusal == null
                || refusal.ack() != Ack.ERR
                || !(refusal.command() instanceof ControlCommand.AllocRegion(long size))
                || size != 0) {
            return;
        }
        sink.found(
                RULE,
                Certainty.IS,
                () -> "%s allocates a region of 0 bytes".formatted(scene.device().name()),
                refusal.request().number(),
                event.number());
    }
}
