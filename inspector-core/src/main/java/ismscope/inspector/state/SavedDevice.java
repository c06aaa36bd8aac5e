package ismscope.inspector.state;

import ismscope.inspector.column.SavedInput;
import ismscope.inspector.column.SavedOutput;
import ismscope.inspector.state.SessionState.DeviceState;
import ismscope.inspector.state.SessionState.QueueState;
import java.io.IOException;

/// A device's state in a file.
final class SavedDevice {
    private SavedDevice() {}

    static void save(DeviceState device, SavedOutput out) throws IOException {
        out.i32(device.ordinal());
        out.text(device.name());
        out.text(device.pool());
        out.i64(device.devid());
        out.i64(device.gid());
        out.i64(device.chunkSize());
        out.i64(device.notifySize());
        out.i64(device.windowSize());
        out.i64(device.since());
        out.bool(device.present());
        out.i64(device.removedAt());
        out.i32(device.status());
        out.i64(device.features());
        out.i32(device.queues().size());
        for (QueueState queue : device.queues().values()) {
            save(queue, out);
        }
        ((PendingRequests) device.pendingRequests()).save(out);
        out.i64(device.commands());
        out.i64(device.refusals());
        out.i64(device.doorbells());
        out.i64(device.eventsDelivered());
        out.i64(device.swallowed());
        out.i64(device.violations());
    }

    private static void save(QueueState queue, SavedOutput out) throws IOException {
        out.i32(queue.index());
        out.i32(queue.size());
        out.bool(queue.enabled());
        out.bool(queue.packed());
        out.i64(queue.descriptorArea());
        out.i64(queue.driverArea());
        out.i64(queue.deviceArea());
    }

    static DeviceState load(SavedInput in) {
        return new DeviceState(
                in.i32(),
                in.text(),
                in.text(),
                in.i64(),
                in.i64(),
                in.i64(),
                in.i64(),
                in.i64(),
                in.i64(),
                in.bool(),
                in.i64(),
                in.i32(),
                in.i64(),
                queues(in),
                PendingRequests.load(in),
                in.i64(),
                in.i64(),
                in.i64(),
                in.i64(),
                in.i64(),
                in.i64());
    }

    private static PersistentMap<Integer, QueueState> queues(SavedInput in) {
        PersistentMap<Integer, QueueState> queues = PersistentMap.empty();
        for (int left = in.count(1); left > 0; left--) {
            QueueState queue =
                    new QueueState(
                            in.i32(), in.i32(), in.bool(), in.bool(), in.i64(), in.i64(), in.i64());
            queues = queues.with(queue.index(), queue);
        }
        return queues;
    }
}
