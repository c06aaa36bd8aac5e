package ismscope.device.model;

import ismscope.device.protocol.CommonRegister;
import ismscope.device.protocol.FeatureBit;
import ismscope.device.tap.TapRecord;
import ismscope.device.tap.ViolationRule;
import ismscope.device.virtqueue.VirtqueueConfig;
import java.util.ArrayList;
import java.util.List;

/// The queue registers of one device, seen one queue at a time through `queue_select`.
///
/// Spec: virtio 1.3 4.1.4.3, 4.1.5.1.3 (set-up), 2.6.1 (queue reset).
final class QueueBank {
    /// Runs the queues.
    interface Runner {
        /// Starts a queue.
        ///
        /// @return whether it runs; if not, the device needs a reset
        boolean start(VirtqueueConfig config, Cause cause);

        /// Stops a queue.
        void stop(int queue);
    }

    private static final int U16 = 0xffff;

    private final List<QueueRegisters> queues;
    private final FeatureNegotiation features;
    private final DeviceTrace trace;
    private final Runner runner;
    private int selected;

    QueueBank(
            int count,
            int queueSize,
            FeatureNegotiation features,
            DeviceTrace trace,
            Runner runner) {
        List<QueueRegisters> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(new QueueRegisters(i, queueSize));
        }
        this.queues = List.copyOf(all);
        this.features = features;
        this.trace = trace;
        this.runner = runner;
    }

    int count() {
        return queues.size();
    }

    QueueRegisters queue(int index) {
        return queues.get(index);
    }

    int selected() {
        return selected;
    }

    void select(long value) {
        selected = (int) value & U16;
    }

    /// {@return the selected queue's register; a queue that does not exist has size 0}
    long read(CommonRegister register) {
        if (selected < queues.size()) {
            return queues.get(selected).value(register);
        }
        return register == CommonRegister.QUEUE_MSIX_VECTOR ? CommonRegister.NO_VECTOR : 0;
    }

    /// Binds the selected queue's vector.
    void bindVector(int vector, Cause cause) {
        if (exists(CommonRegister.QUEUE_MSIX_VECTOR, cause)) {
            queues.get(selected).setVector(vector);
        }
    }

    /// Writes another register of the selected queue.
    ///
    /// @param from offset into the register
    void write(CommonRegister register, int from, int width, long value, Cause cause) {
        if (!exists(register, cause)) {
            return;
        }
        QueueRegisters queue = queues.get(selected);
        int low = (int) value & U16;
        if (register == CommonRegister.QUEUE_RESET) {
            reset(queue, low, cause);
        } else if (queue.isEnabled()) {
            trace.violation(
                    ViolationRule.QUEUE_CHANGED_WHILE_ENABLED,
                    cause,
                    "queue=%d register=%s".formatted(selected, register));
        } else if (register == CommonRegister.QUEUE_ENABLE) {
            enable(queue, low, cause);
        } else if (register == CommonRegister.QUEUE_SIZE) {
            resize(queue, low, cause);
        } else {
            queue.place(register, from, width, value);
        }
    }

    private boolean exists(CommonRegister register, Cause cause) {
        boolean exists = selected < queues.size();
        if (!exists) {
            trace.violation(
                    ViolationRule.REGISTER_ACCESS,
                    cause,
                    "register=%s queue=%d does not exist".formatted(register, selected));
        }
        return exists;
    }

    private void resize(QueueRegisters queue, int size, Cause cause) {
        if (!queue.resize(size, features.accepted())) {
            trace.violation(
                    ViolationRule.QUEUE_SIZE,
                    cause,
                    "queue=%d size=%d".formatted(queue.index(), size));
        }
    }

    private void enable(QueueRegisters queue, int value, Cause cause) {
        if (value != 1) {
            trace.violation(
                    ViolationRule.REGISTER_ACCESS,
                    cause,
                    "queue_enable=%d, only 1 can be written".formatted(value));
        } else if (!features.isAgreed()) {
            trace.violation(
                    ViolationRule.QUEUE_ENABLED_TOO_EARLY,
                    cause,
                    "queue=%d".formatted(queue.index()));
        } else if (runner.start(queue.config(features.accepted()), cause)) {
            queue.enable();
            if (trace.isOn()) {
                trace.put(cause, queue.record(features.accepted()));
            }
        }
    }

    private void reset(QueueRegisters queue, int value, Cause cause) {
        if (FeatureBit.RING_RESET.isIn(features.inForce()) && value == 1) {
            stop(queue, cause);
            return;
        }
        trace.violation(
                ViolationRule.REGISTER_ACCESS,
                cause,
                "queue_reset=%d features=%s"
                        .formatted(value, FeatureBit.describe(features.inForce())));
    }

    /// Stops all queues and forgets all registers.
    void resetAll(Cause cause) {
        for (QueueRegisters queue : queues) {
            stop(queue, cause);
        }
        selected = 0;
    }

    private void stop(QueueRegisters queue, Cause cause) {
        boolean ran = queue.isEnabled();
        TapRecord.Queue before = queue.record(features.accepted());
        queue.reset();
        if (ran) {
            runner.stop(queue.index());
            if (trace.isOn()) {
                trace.put(
                        cause,
                        new TapRecord.Queue(
                                before.index(), before.size(), false, before.packed(), 0, 0, 0));
            }
        }
    }
}
