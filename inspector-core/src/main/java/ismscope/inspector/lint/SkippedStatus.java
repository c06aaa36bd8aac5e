package ismscope.inspector.lint;

import ismscope.device.protocol.DeviceStatus;
import ismscope.device.tap.Severity;
import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.event.Event;
import java.util.List;
import java.util.Set;

/// A status bit set without those that come before it.
final class SkippedStatus implements LintCheck {
    static final LintRule RULE =
            new LintRule(
                    1026,
                    "status-skipped",
                    Severity.WARN,
                    "virtio 1.3 3.1.1",
                    new LintText(
                            "a step of the initialization is left out",
                            "The device cannot tell how far the driver is; devices of others may"
                                    + " refuse to go on.",
                            "Set ACKNOWLEDGE, DRIVER, FEATURES_OK and DRIVER_OK one after the"
                                    + " other.",
                            "the status before and this one"));

    @Override
    public List<LintRule> rules() {
        return List.of(RULE);
    }

    @Override
    public Set<TapKind> kinds() {
        return Set.of(TapKind.STATUS);
    }

    @Override
    public void look(Event event, Scene scene, FindingSink sink) {
        if (!(event.record() instanceof TapRecord.Status(int before, int after))) {
            return;
        }
        int skipped = skipped(after & ~before, after);
        if (skipped == 0) {
            return;
        }
        DeviceFacts device = scene.device();
        sink.found(
                RULE,
                Certainty.IS,
                () ->
                        "%s sets %s without %s"
                                .formatted(
                                        device.name(),
                                        DeviceStatus.describe(after & ~before),
                                        DeviceStatus.describe(skipped)),
                device.statusIn(),
                event.number());
    }

    /// {@return the bits that should have been set before}
    private static int skipped(int set, int status) {
        int needed = 0;
        if ((set & DeviceStatus.DRIVER) != 0) {
            needed |= DeviceStatus.ACKNOWLEDGE;
        }
        if ((set & (DeviceStatus.FEATURES_OK | DeviceStatus.DRIVER_OK)) != 0) {
            needed |= DeviceStatus.ACKNOWLEDGE | DeviceStatus.DRIVER;
        }
        return needed & ~status;
    }
}
