package ismscope.device.model;

import ismscope.device.memory.GuestMemory;
import ismscope.device.virtqueue.Virtqueue;
import ismscope.device.virtqueue.VirtqueueConfig;
import ismscope.device.virtqueue.VirtqueueException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The queues of one device that run, in the guest's memory as it is now.
///
/// A VMM that lays its guest's memory out anew takes ranges away and gives them back, in messages
/// of their own. A queue whose rings are away meanwhile waits for them, and breaks only if its
/// driver wants something of it. Thread: the host's owner thread.
final class RunningQueues implements QueueBank.Runner {
    private final IsmDevice device;
    private final @Nullable Virtqueue[] queues;
    private final @Nullable VirtqueueException[] away;
    private final @Nullable Integer[] positions;
    private GuestMemory memory;

    RunningQueues(IsmDevice device, int count, GuestMemory memory) {
        this.device = device;
        this.queues = new Virtqueue[count];
        this.away = new VirtqueueException[count];
        this.positions = new Integer[count];
        this.memory = memory;
    }

    /// {@return the queue, null if it does not run, or its rings are away}
    @Nullable Virtqueue get(int queue) {
        return queue >= 0 && queue < queues.length && away[queue] == null ? queues[queue] : null;
    }

    /// {@return whether a queue runs whose rings are away for now}
    boolean isAway(int queue) {
        return queue >= 0 && queue < queues.length && away[queue] != null;
    }

    /// The driver wants something of a queue: it breaks if its rings are away.
    ///
    /// @return whether it broke
    boolean breakIfAway(int queue) {
        VirtqueueException fault = queue >= 0 && queue < queues.length ? away[queue] : null;
        if (fault == null) {
            return false;
        }
        device.breakDown(fault, Cause.NONE);
        return true;
    }

    /// Has the next start of a queue go on at a position.
    void startAt(int queue, int position) {
        positions[queue] = position;
    }

    @Override
    public boolean start(VirtqueueConfig queue, Cause cause) {
        try {
            Integer position = positions[queue.index()];
            positions[queue.index()] = null;
            queues[queue.index()] =
                    queue.activateAt(memory, position == null ? queue.beginning() : position);
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
        away[queue] = null;
    }

    /// The guest's memory changes: see [IsmDevice#changeMemory].
    void moveTo(GuestMemory newMemory) {
        memory = newMemory;
        for (int i = 0; i < queues.length; i++) {
            Virtqueue queue = queues[i];
            if (queue != null) {
                try {
                    queue.moveTo(newMemory);
                    away[i] = null;
                } catch (VirtqueueException e) {
                    away[i] = e;
                }
            }
        }
    }

    /// {@return where a queue goes on, 0 if it does not run}
    int position(int queue) {
        Virtqueue present = queue >= 0 && queue < queues.length ? queues[queue] : null;
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
        Arrays.fill(away, null);
    }
}
