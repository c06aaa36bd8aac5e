package ismscope.inspector.lint;

import ismscope.device.protocol.DeviceStatus;
import ismscope.device.tap.Severity;
import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.event.Event;
import java.util.List;
import java.util.Set;

/// A device removed while its driver was running.
final class DeadVm implements LintCheck {
    static final LintRule RULE =
            new LintRule(
                    1030,
                    "vm-died",
                    Severity.WARN,
                    "virtio 1.3 2.1",
                    new LintText(
                            "a VM was gone from one moment to the next",
                            "The host has detached its regions; what its peers expected of it will"
                                    + " not come.",
                            "Reset the device on shutdown; look at why the VM or its front-end"
                                    + " ended.",
                            "the last status, the last thing it did, and its removal"));

    @Override
    public List<LintRule> rules() {
        return List.of(RULE);
    }

    @Override
    public Set<TapKind> kinds() {
        return Set.of(TapKind.DEVICE_REMOVED);
    }

    @Override
    public void look(Event event, Scene scene, FindingSink sink) {
        DeviceFacts device = scene.device();
        if (!(event.record() instanceof TapRecord.DeviceRemoved(int reason))
                || reason == TapRecord.DeviceRemoved.CLOSED
                || !device.hasStatus(DeviceStatus.DRIVER_OK)) {
            return;
        }
        sink.found(
                RULE,
                Certainty.IS,
                () ->
                        "%s was gone while its driver was running: %s"
                                .formatted(
                                        device.name(),
                                        reason == TapRecord.DeviceRemoved.PROTOCOL_ERROR
                                                ? "it broke the protocol"
                                                : "it crashed or was disconnected"),
                device.statusIn(),
                device.last(),
                event.number());
    }
}
