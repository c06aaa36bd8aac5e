package ismscope.inspector.lint;

import ismscope.device.protocol.DeviceStatus;
import ismscope.device.tap.Severity;
import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.event.Event;
import java.util.List;
import java.util.Set;

/// A driver that declares itself ready before its controlq is enabled.
final class MissingControlQueue implements LintCheck {
    static final LintRule RULE =
            new LintRule(
                    1028,
                    "controlq-missing",
                    Severity.ERROR,
                    "virtio 1.3 3.1.1",
                    new LintText(
                            "DRIVER_OK without the controlq",
                            "Without its controlq a device can do nothing.",
                            "Set up and enable queue 0 before DRIVER_OK.",
                            "the features and DRIVER_OK"));
    private static final int QUEUE = 0;

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
        if (ready && device.featuresKnown() && !device.isEnabled(QUEUE)) {
            sink.found(
                    RULE,
                    Certainty.IS,
                    () ->
                            "%s sets DRIVER_OK, but its controlq is not enabled"
                                    .formatted(device.name()),
                    device.featuresIn(),
                    event.number());
        }
    }
}
