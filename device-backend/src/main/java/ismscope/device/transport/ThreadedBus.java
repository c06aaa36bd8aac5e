package ismscope.device.transport;

import ismscope.device.guest.DeviceMemory;
import ismscope.device.guest.GuestBus;
import ismscope.device.model.IsmDevice;
import ismscope.device.region.AccessRefusedException;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// A guest's bus to a device that lives on another thread.
///
/// Registers are questions that wait for the answer. Queue notifications and doorbells are posted,
/// up to a bound on what is under way, beyond which the guest waits. Loads and stores go straight
/// to memory; what the tap shall know of them is posted. Thread: the guest's.
final class ThreadedBus implements GuestBus, MappedMemory.HostSide {
    /// Messages of one guest under way: a guest that is faster than the host waits.
    private static final int MOST_MESSAGES = 1024;

    /// Bytes of content of one guest under way; what is beyond is left out, and counted.
    private static final int MOST_BYTES = 8 << 20;

    private static final long GLANCE_NANOS = 50_000;
    private static final int SPINS = 1024;

    private final HostThread host;
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger bytesUnderWay = new AtomicInteger();
    private final PluggedDevice plugged = new PluggedDevice();
    private volatile @Nullable IntConsumer handler;

    /// The notification posted last, as long as nothing else was posted after it.
    private @Nullable Notification lastNotification;

    ThreadedBus(HostThread host) {
        this.host = host;
    }

    void plug(IsmDevice device) {
        plugged.plug(device, this);
    }

    private IsmDevice device() {
        IsmDevice device = plugged.required();
        host.requireAlive();
        return device;
    }

    @Override
    public long readCommon(int offset, int width) {
        IsmDevice device = device();
        return host.answer(() -> device.readCommon(offset, width));
    }

    @Override
    public void writeCommon(int offset, int width, long value) {
        IsmDevice device = device();
        host.answer(() -> {
            device.writeCommon(offset, width, value);
            return 0;
        });
    }

    @Override
    public long readConfig(int offset, int width) {
        IsmDevice device = device();
        return host.answer(() -> device.readConfig(offset, width));
    }

    @Override
    public void notifyQueue(int queue) {
        IsmDevice device = device();
        // What was offered must be visible before "not taken yet" is believed: the host looks at
        // the
        // queue after it has said "taken".
        VarHandle.fullFence();
        Notification last = lastNotification;
        if (last != null && last.queue == queue && !last.taken) {
            return;
        }
        makeRoom();
        Notification notification = new Notification(device, queue);
        post(notification);
        lastNotification = notification;
    }

    @Override
    public void ringDoorbell(long offset, int width, long value) {
        IsmDevice device = device();
        makeRoom();
        post(new Posted(() -> device.ringDoorbell(offset, width)));
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

    /// {@return whether the guest has a handler}
    boolean raise(int vector) {
        IntConsumer present = handler;
        if (present == null) {
            return false;
        }
        try {
            present.accept(vector);
            return true;
        } catch (RuntimeException e) {
            // A guest whose handler fails has no handler; the host and the others go on.
            handler = null;
            return false;
        }
    }

    @Override
    public void close() {
        IsmDevice device = plugged.unplug();
        handler = null;
        if (device != null && host.isAlive()) {
            host.answer(() -> {
                device.unplug();
                return 0;
            });
        }
    }

    @Override
    public void makeRoom() {
        device();
        if (underWay.get() >= MOST_MESSAGES && !host.isOwner()) {
            waitForRoom();
        }
    }

    @Override
    public int wanted(int length) {
        int room = MOST_BYTES - bytesUnderWay.get();
        return Math.max(0, Math.min(length, room));
    }

    @Override
    public void stored(long token, long offset, byte[] kept, int length) {
        IsmDevice device = device();
        bytesUnderWay.addAndGet(kept.length);
        post(
                new Posted(() -> {
                    bytesUnderWay.addAndGet(-kept.length);
                    device.stored(token, offset, kept, length);
                }));
    }

    @Override
    public void refused(AccessRefusedException refusal) {
        IsmDevice device = device();
        post(new Posted(() -> device.refused(refusal)));
    }

    /// Does not wait: the caller may hold the window's lock.
    private void post(Inbox.Message message) {
        lastNotification = null;
        underWay.incrementAndGet();
        host.post(message);
    }

    private void waitForRoom() {
        for (int i = 0; underWay.get() > MOST_MESSAGES / 2; i++) {
            host.requireAlive();
            if (i < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(this, GLANCE_NANOS);
            }
        }
    }

    /// Something that the guest did.
    private final class Posted implements Inbox.Message {
        private final Runnable work;

        Posted(Runnable work) {
            this.work = work;
        }

        @Override
        public void run() {
            underWay.decrementAndGet();
            work.run();
        }

        @Override
        public boolean canWait() {
            return false;
        }
    }

    /// A queue has new buffers. Not posted again while it waits and nothing came after it.
    private final class Notification implements Inbox.Message {
        private final IsmDevice device;
        private final int queue;
        private volatile boolean taken;

        Notification(IsmDevice device, int queue) {
            this.device = device;
            this.queue = queue;
        }

        @Override
        public void run() {
            // Before the queue is looked at: what is offered from here on needs a new notification.
            taken = true;
            VarHandle.fullFence();
            underWay.decrementAndGet();
            if (device.notifyQueue(queue)) {
                underWay.incrementAndGet();
                host.post(new Notification(device, queue));
            }
        }

        @Override
        public boolean canWait() {
            return true;
        }
    }
}
