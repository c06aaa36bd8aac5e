package ismscope.inspector.control;

import ismscope.device.model.DeviceStanding;
import ismscope.device.protocol.CommonRegister;
import ismscope.device.protocol.DeviceStatus;
import ismscope.device.protocol.FeatureBit;
import java.util.ArrayList;
import java.util.List;

/// Texts in the layout of QEMU's monitor; lines that mean nothing here are left out.
final class HumanTexts {
    private static final String DEVICE = "virtio-ism";
    private static final int DEVICE_ID = 44;

    private HumanTexts() {}

    static String status(String path, DeviceStanding device) {
        StringBuilder text = new StringBuilder(path).append(":\n");
        line(text, "device_name", 25, DEVICE);
        line(text, "device_id", 25, DEVICE_ID);
        line(text, "broken", 25, (device.status() & DeviceStatus.NEEDS_RESET) != 0);
        line(text, "started", 25, (device.status() & DeviceStatus.DRIVER_OK) != 0);
        line(text, "num_vqs", 25, device.queues().size());
        line(text, "queue_sel", 25, device.selectedQueue());
        line(text, "endianness", 25, "little");
        block(text, "status", statusLines(device.status()));
        block(text, "Guest features", featureLines(device.accepted()));
        block(text, "Host features", featureLines(device.offered()));
        return text.toString();
    }

    static String queue(String path, DeviceStanding.Queue queue) {
        StringBuilder text = new StringBuilder(path).append(":\n");
        line(text, "device_name", 22, DEVICE);
        line(text, "queue_index", 22, queue.index());
        line(text, "enabled", 22, queue.enabled());
        line(text, "layout", 22, queue.packed() ? "packed" : "split");
        line(text, "vector", 22, vector(queue.vector()));
        line(
                text,
                "waiting",
                22,
                queue.waiting() == DeviceStanding.NOT_RUNNING ? "-" : queue.waiting());
        text.append("  VRing:\n");
        line(text, "  num", 16, queue.size());
        line(text, "  num_default", 16, queue.mostEntries());
        line(text, "  desc", 16, address(queue.descriptorArea()));
        line(text, "  avail", 16, address(queue.driverArea()));
        line(text, "  used", 16, address(queue.deviceArea()));
        return text.toString();
    }

    private static void line(StringBuilder text, String name, int width, Object value) {
        text.append("  %s%s\n".formatted(padded(name + ":", width), value));
    }

    private static String padded(String name, int width) {
        return name + " ".repeat(Math.max(1, width - name.length()));
    }

    private static void block(StringBuilder text, String name, List<String> lines) {
        text.append("  ").append(name).append(":\n");
        text.append(lines.isEmpty() ? "" : "\t" + String.join(",\n\t", lines) + "\n");
    }

    private static List<String> statusLines(int status) {
        List<String> lines = new ArrayList<>();
        add(lines, status, DeviceStatus.ACKNOWLEDGE, "ACKNOWLEDGE: the guest has seen the device");
        add(lines, status, DeviceStatus.DRIVER, "DRIVER: the guest has a driver for it");
        add(lines, status, DeviceStatus.FEATURES_OK, "FEATURES_OK: features are agreed");
        add(lines, status, DeviceStatus.DRIVER_OK, "DRIVER_OK: the driver is ready");
        add(lines, status, DeviceStatus.NEEDS_RESET, "NEEDS_RESET: the device is broken");
        add(lines, status, DeviceStatus.FAILED, "FAILED: the guest has given it up");
        return lines;
    }

    private static void add(List<String> lines, int status, int bit, String text) {
        if ((status & bit) != 0) {
            lines.add("VIRTIO_CONFIG_S_" + text);
        }
    }

    private static List<String> featureLines(long features) {
        List<String> lines = new ArrayList<>();
        for (FeatureBit bit : FeatureBit.values()) {
            if (bit.isIn(features)) {
                lines.add(featureName(bit));
            }
        }
        return lines;
    }

    private static String featureName(FeatureBit bit) {
        return switch (bit) {
            case EVENT_VQ -> "VIRTIO_ISM_F_EVENT_VQ: events by the eventq";
            case EVENT_IRQ -> "VIRTIO_ISM_F_EVENT_IRQ: a vector for a region";
            case INDIRECT_DESC -> "VIRTIO_RING_F_INDIRECT_DESC: indirect descriptors";
            case EVENT_IDX -> "VIRTIO_RING_F_EVENT_IDX: notifications by index";
            case VERSION_1 -> "VIRTIO_F_VERSION_1: virtio 1.0 and later";
            case RING_PACKED -> "VIRTIO_F_RING_PACKED: packed virtqueues";
            case IN_ORDER -> "VIRTIO_F_IN_ORDER: buffers are used in order";
            case RING_RESET -> "VIRTIO_F_RING_RESET: reset of single queues";
        };
    }

    private static Object vector(int vector) {
        return vector == CommonRegister.NO_VECTOR ? "-" : vector;
    }

    private static String address(long address) {
        return "0x%016x".formatted(address);
    }
}
