package ismscope.device.model;

import ismscope.device.memory.GuestMemory;
import ismscope.device.virtqueue.Virtqueue;
import ismscope.device.virtqueue.VirtqueueConfig;
import ismscope.device.virtqueue.VirtqueueException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The queues of one device that run, in the guest's memory as it is now.
///
/// Thread: the host's owner thread.
final class RunningQueues implements QueueBank.Runner {
    private final IsmDevice device;
    private final @Nullable Virtqueue[] queues;
    private GuestMemory memory;

    RunningQueues(IsmDevice device, int count, GuestMemory memory) {
        this.device = device;
        this.queues = new Virtqueue[count];
        this.memory = memory;
    }

    /// {@return the queue, null if it does not run}
    @Nullable Virtqueue get(int queue) {
        return queue >= 0 && queue < queues.length ? queues[queue] : null;
    }

    @Override
    public boolean start(VirtqueueConfig queue, Cause cause) {
        try {
            queues[queue.index()] = queue.activate(memory);
            return true;
        } catch (VirtqueueException e) {
            device.breakDown(e, cause);
            return false;
        }
    }

    @Override
    public void stop(int queue) {
        if (queue == ControlQueue.INDEX) {
            device.dropCommand();
        }
        queues[queue] = null;
    }

    /// The guest's memory changes: see [IsmDevice#changeMemory].
    void moveTo(GuestMemory newMemory) {
        memory = newMemory;
        for (Virtqueue queue : queues) {
            if (queue != null) {
                try {
                    queue.moveTo(newMemory);
                } catch (VirtqueueException e) {
                    device.breakDown(e, Cause.NONE);
                }
            }
        }
    }

    /// {@return where a queue goes on, 0 if it does not run}
    int position(int queue) {
        Virtqueue present = get(queue);
        return present == null ? 0 : present.position();
    }

    /// {@return chains that the device has not taken; -1 if the queue does not run or is broken}
    int waiting(int queue) {
        Virtqueue asked = get(queue);
        try {
            return asked == null ? DeviceStanding.NOT_RUNNING : asked.waiting();
        } catch (VirtqueueException _) {
            return DeviceStanding.NOT_RUNNING;
        } catch (InternalError e) {
            device.memoryGone(e, Cause.NONE);
            return DeviceStanding.NOT_RUNNING;
        }
    }

    /// Stops all: the guest is gone.
    void clear() {
        Arrays.fill(queues, null);
    }
}
