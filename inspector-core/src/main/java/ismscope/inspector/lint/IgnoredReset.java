package ismscope.inspector.lint;

import ismscope.device.protocol.DeviceStatus;
import ismscope.device.tap.Severity;
import ismscope.device.tap.TapKind;
import ismscope.inspector.event.Event;
import java.util.List;
import java.util.Set;
import org.agrona.collections.Long2LongHashMap;

/// Doorbells of a driver whose device has DEVICE_NEEDS_RESET.
final class IgnoredReset implements LintCheck {
    static final LintRule RULE =
            new LintRule(
                    1029,
                    "needs-reset-ignored",
                    Severity.WARN,
                    "virtio 1.3 2.1.1",
                    new LintText(
                            "the driver goes on although the device needs a reset",
                            "The device does nothing more for it; the driver waits for what will"
                                    + " not come.",
                            "Handle DEVICE_NEEDS_RESET on the configuration interrupt: reset the"
                                    + " device and set it up again.",
                            "the status that asked for a reset, and what the driver did instead"));

    /// Devices of which it is remembered that it was said.
    static final int MAX_TOLD = 1 << 16;

    /// The status event of which it was said last, by device.
    private final Long2LongHashMap told = new Long2LongHashMap(-1);

    @Override
    public List<LintRule> rules() {
        return List.of(RULE);
    }

    @Override
    public Set<TapKind> kinds() {
        return Set.of(TapKind.DOORBELL);
    }

    @Override
    public void look(Event event, Scene scene, FindingSink sink) {
        DeviceFacts device = scene.device();
        if (!device.hasStatus(DeviceStatus.NEEDS_RESET)
                || told.get(event.device()) == device.statusIn()) {
            return;
        }
        if (told.size() == MAX_TOLD) {
            told.clear();
        }
        told.put(event.device(), device.statusIn());
        sink.found(
                RULE,
                Certainty.IS,
                () ->
                        "%s rings, though its device has needed a reset since #%d"
                                .formatted(device.name(), device.statusIn() + 1),
                device.statusIn(),
                event.number());
    }

    @Override
    public void forget() {
        told.clear();
    }
}
