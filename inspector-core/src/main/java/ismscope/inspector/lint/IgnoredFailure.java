package ismscope.inspector.lint;

import ismscope.device.protocol.DeviceStatus;
import ismscope.device.tap.Severity;
import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.event.Event;
import java.util.List;
import java.util.Set;

/// Status bits that a driver sets after it has given the device up with FAILED.
final class IgnoredFailure implements LintCheck {
    static final LintRule RULE =
            new LintRule(
                    1032,
                    "failed-not-reset",
                    Severity.WARN,
                    "virtio 1.3 2.1.1",
                    new LintText(
                            "the driver goes on after FAILED without a reset",
                            "FAILED says that the driver has given the device up; what it sets up"
                                    + " on top of that need not work.",
                            "Reset the device (status 0) before initializing it again.",
                            "the status with FAILED, and the one that goes on"));

    private static final int DRIVER_BITS =
            DeviceStatus.ACKNOWLEDGE
                    | DeviceStatus.DRIVER
                    | DeviceStatus.FEATURES_OK
                    | DeviceStatus.DRIVER_OK;

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
        if (!(event.record() instanceof TapRecord.Status(int before, int after))
                || !device.hasStatus(DeviceStatus.FAILED)) {
            return;
        }
        int set = after & ~before & DRIVER_BITS;
        if (set == 0) {
            return;
        }
        sink.found(
                RULE,
                Certainty.IS,
                () ->
                        "%s sets %s, though it has given the device up in #%d"
                                .formatted(
                                        device.name(),
                                        DeviceStatus.describe(set),
                                        device.statusIn() + 1),
                device.statusIn(),
                event.number());
    }
}
