package ismscope.inspector.lint;

import ismscope.device.protocol.DeviceStatus;
import ismscope.device.tap.Severity;
import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.event.Event;
import java.util.List;
import java.util.Set;

/// Requests still without a reply when their queue ends.
final class UnansweredRequest implements LintCheck {
    static final LintRule RULE =
            new LintRule(
                    1015,
                    "request-unanswered",
                    Severity.WARN,
                    "virtio 1.3 2.6.2",
                    new LintText(
                            "a request was taken and never answered",
                            "The driver that waits for it waits until it resets the device.",
                            "Look at what the device was waiting for: with a front-end of its own,"
                                    + " whether it mapped the region.",
                            "the request and the end of its queue"));
    private static final int NONE = -1;
    private static final int ALL = -2;

    @Override
    public List<LintRule> rules() {
        return List.of(RULE);
    }

    @Override
    public Set<TapKind> kinds() {
        return Set.of(TapKind.QUEUE, TapKind.STATUS, TapKind.DEVICE_REMOVED);
    }

    @Override
    public void look(Event event, Scene scene, FindingSink sink) {
        DeviceFacts device = scene.device();
        if (device.hasStatus(DeviceStatus.NEEDS_RESET)) {
            // What broke the device is a finding of its own.
            return;
        }
        int queue =
                switch (event.record()) {
                    case TapRecord.Queue record -> record.enabled() ? NONE : record.index();
                    case TapRecord.Status status -> status.after() == 0 ? ALL : NONE;
                    default -> ALL;
                };
        if (queue == NONE) {
            return;
        }
        for (Event request : device.pending()) {
            if (request.record() instanceof TapRecord.Request record
                    && (queue == ALL || record.queue() == queue)) {
                report(event, scene, request, sink);
            }
        }
    }

    private static void report(Event event, Scene scene, Event request, FindingSink sink) {
        sink.found(
                RULE,
                Certainty.IS,
                () ->
                        "%s got no answer to #%d before its queue ended"
                                .formatted(scene.device().name(), request.number() + 1),
                request.number(),
                event.number());
    }
}
