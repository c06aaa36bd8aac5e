package ismscope.inspector.lint;

import ismscope.device.protocol.DeviceStatus;
import ismscope.device.protocol.FeatureBit;
import ismscope.device.tap.Severity;
import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.event.Event;
import java.util.List;
import java.util.Set;

/// A driver that declares itself ready before its eventq is enabled.
final class MissingEventQueue implements LintCheck {
    static final LintRule RULE =
            new LintRule(
                    1027,
                    "eventq-missing",
                    Severity.WARN,
                    "virtio 1.3 3.1.1",
                    new LintText(
                            "DRIVER_OK without the eventq",
                            "Events of this device have nowhere to go: no ATTACH, DETACH or UPDATE"
                                    + " reaches the driver.",
                            "Set up and enable queue 1 before DRIVER_OK, or do not accept"
                                    + " EVENT_VQ.",
                            "the features and DRIVER_OK"));
    private static final int QUEUE = 1;

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
        DeviceFacts device = scene.device();
        boolean ready =
                event.record() instanceof TapRecord.Status(int before, int after)
                        && (after & ~before & DeviceStatus.DRIVER_OK) != 0;
        if (ready && device.hasFeature(FeatureBit.EVENT_VQ) && !device.isEnabled(QUEUE)) {
            sink.found(
                    RULE,
                    Certainty.IS,
                    () ->
                            "%s sets DRIVER_OK, but its eventq is not enabled"
                                    .formatted(device.name()),
                    device.featuresIn(),
                    event.number());
        }
    }
}
