package ismscope.inspector.lint;

import ismscope.device.protocol.DeviceStatus;
import ismscope.device.tap.Severity;
import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.device.tap.ViolationRule;
import ismscope.inspector.event.Event;
import java.util.List;
import java.util.Set;
import org.agrona.collections.Long2LongHashMap;

/// A notification before DRIVER_OK that nothing made good before the driver gave up.
final class LostKick implements LintCheck {
    static final LintRule RULE =
            new LintRule(
                    1002,
                    "lost-kick",
                    Severity.WARN,
                    "virtio 1.3 3.1.1",
                    new LintText(
                            "a kick came too early, and the driver never kicked again",
                            "The device ignores a notification before DRIVER_OK; buffers that it"
                                + " announced are never looked at, and the driver waits for ever.",
                            "Set DRIVER_OK before the first notification, or notify each queue once"
                                    + " after it.",
                            "the notification, DRIVER_OK, and the reset without a request"
                                    + " between"));
    private final Long2LongHashMap kicks = new Long2LongHashMap(-1);

    @Override
    public List<LintRule> rules() {
        return List.of(RULE);
    }

    @Override
    public Set<TapKind> kinds() {
        return Set.of(TapKind.VIOLATION, TapKind.REQUEST, TapKind.STATUS);
    }

    @Override
    public void look(Event event, Scene scene, FindingSink sink) {
        int device = event.device();
        switch (event.record()) {
            case TapRecord.Violation violation -> {
                if (violation.rule() == ViolationRule.NOTIFY_TOO_EARLY.code()) {
                    kicks.put(device, event.number());
                }
            }
            case TapRecord.Status status -> {
                if (status.after() == 0) {
                    gaveUp(event, scene, sink);
                }
            }
            default -> kicks.remove(device);
        }
    }

    private void gaveUp(Event event, Scene scene, FindingSink sink) {
        long kick = kicks.remove(event.device());
        DeviceFacts device = scene.device();
        if (kick >= 0 && device.hasStatus(DeviceStatus.DRIVER_OK)) {
            sink.found(
                    RULE,
                    Certainty.POSSIBLE,
                    () ->
                            "%s notified before DRIVER_OK, never again, and gave up"
                                    .formatted(device.name()),
                    kick,
                    device.statusIn(),
                    event.number());
        }
    }

    @Override
    public void forget() {
        kicks.clear();
    }
}
