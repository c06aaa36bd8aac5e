package ismscope.device.transport;

import ismscope.device.guest.DeviceMemory;
import ismscope.device.guest.GuestBus;
import ismscope.device.model.IsmDevice;
import ismscope.device.region.AccessRefusedException;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A guest's bus in lockstep with its device. Thread: the host's owner thread.
final class LockstepBus implements GuestBus, MappedMemory.HostSide {
    private final Lockstep lockstep;
    private final PluggedDevice plugged = new PluggedDevice();
    private @Nullable IntConsumer handler;

    LockstepBus(Lockstep lockstep) {
        this.lockstep = lockstep;
    }

    void plug(IsmDevice device) {
        plugged.plug(device, this);
    }

    private IsmDevice device() {
        lockstep.requireOpen();
        return plugged.required();
    }

    @Override
    public long readCommon(int offset, int width) {
        return done(() -> device().readCommon(offset, width));
    }

    @Override
    public void writeCommon(int offset, int width, long value) {
        done(() -> device().writeCommon(offset, width, value));
    }

    @Override
    public long readConfig(int offset, int width) {
        return done(() -> device().readConfig(offset, width));
    }

    @Override
    public void notifyQueue(int queue) {
        IsmDevice device = device();
        done(() -> {
            boolean more = device.notifyQueue(queue);
            while (more) {
                more = device.notifyQueue(queue);
            }
        });
    }

    @Override
    public void ringDoorbell(long offset, int width, long value) {
        done(() -> device().ringDoorbell(offset, width));
    }

    @Override
    public DeviceMemory deviceMemory() {
        device();
        return plugged.memory();
    }

    @Override
    public void onInterrupt(IntConsumer newHandler) {
        device();
        handler = newHandler;
    }

    @Override
    public void close() {
        IsmDevice device = plugged.unplug();
        if (device != null) {
            done(() -> device.unplug());
        }
    }

    /// {@return whether the guest has a handler, which runs when the host is done}
    boolean raise(int vector) {
        IntConsumer present = handler;
        if (present == null || plugged.orNull() == null) {
            return false;
        }
        lockstep.later(() -> present.accept(vector));
        return true;
    }

    private void done(Runnable work) {
        done(() -> {
            work.run();
            return 0;
        });
    }

    private long done(LongSupplier work) {
        return lockstep.done(work);
    }

    @Override
    public void makeRoom() {
        device();
    }

    @Override
    public int wanted(int length) {
        return length;
    }

    @Override
    public void stored(long token, long offset, byte[] kept, int length) {
        device().stored(token, offset, kept, length);
    }

    @Override
    public void refused(AccessRefusedException refusal) {
        device().refused(refusal);
    }
}
