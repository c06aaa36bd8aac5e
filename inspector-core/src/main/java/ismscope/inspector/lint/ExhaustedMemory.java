package ismscope.inspector.lint;

import ismscope.device.protocol.Ack;
import ismscope.device.protocol.ControlCommand;
import ismscope.device.tap.Severity;
import ismscope.device.tap.TapKind;
import ismscope.inspector.event.Event;
import ismscope.inspector.event.ValueText;
import java.util.List;
import java.util.Set;

/// ENOSPEC and ENOMEM, with what the device has mapped.
final class ExhaustedMemory implements LintCheck {
    static final LintRule RULE =
            new LintRule(
                    1022,
                    "out-of-memory",
                    Severity.NOTE,
                    "virtio-ism draft, controlq",
                    new LintText(
                            "no room for a region",
                            "The command is refused and changes nothing: ENOSPEC says that the"
                                + " device memory of this device is full, ENOMEM that the host has"
                                + " none.",
                            "Detach regions that are not used any more, ask for less, or give the"
                                    + " device a larger window.",
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
        if (refusal == null || (refusal.ack() != Ack.ENOSPEC && refusal.ack() != Ack.ENOMEM)) {
            return;
        }
        DeviceFacts device = scene.device();
        sink.found(
                RULE,
                Certainty.IS,
                () ->
                        "%s gets no room%s: it has %s in %s mapped (%s)"
                                .formatted(
                                        device.name(),
                                        wanted(refusal),
                                        ValueText.size(mappedBytes(device)),
                                        ValueText.count(device.mappings().size(), "region"),
                                        refusal.ack()),
                refusal.request().number(),
                event.number());
    }

    private static String wanted(Refusal refusal) {
        return refusal.command() instanceof ControlCommand.AllocRegion(long size)
                ? " for " + ValueText.size(size)
                : "";
    }

    private static long mappedBytes(DeviceFacts device) {
        long bytes = 0;
        for (Mapping mapping : device.mappings().values()) {
            bytes += mapping.size();
        }
        return bytes;
    }
}
