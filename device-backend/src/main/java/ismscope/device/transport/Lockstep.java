package ismscope.device.transport;

import ismscope.device.guest.GuestBus;
import ismscope.device.memory.GuestMemory;
import ismscope.device.model.DeviceSetup;
import ismscope.device.model.HostFullException;
import ismscope.device.model.IsmHost;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.LongSupplier;

/// Host and guests on one thread: what a guest does is done by the device when the call returns.
///
/// Interrupt handlers run when the host is done with what raised them, before that call returns, so
/// a handler may use its bus. Thread: the one that calls owns the host.
public final class Lockstep implements GuestTransport {
    private final IsmHost host;
    private final Queue<Runnable> interrupts = new ArrayDeque<>();
    private boolean busy;
    private boolean closed;

    /// @param host closed with this transport
    public Lockstep(IsmHost host) {
        this.host = host;
    }

    /// {@return the host}
    public IsmHost host() {
        return host;
    }

    @Override
    public GuestBus plug(String name, GuestMemory memory, int vectors) throws HostFullException {
        LockstepBus bus = new LockstepBus(this);
        bus.plug(host.attach(new DeviceSetup(name, memory, bus::raise, vectors)));
        return bus;
    }

    /// Has the host do something, then delivers the interrupts that it raised.
    long done(LongSupplier work) {
        long result = work.getAsLong();
        if (!busy) {
            busy = true;
            try {
                for (Runnable next = interrupts.poll(); next != null; next = interrupts.poll()) {
                    next.run();
                }
            } finally {
                busy = false;
            }
        }
        return result;
    }

    void later(Runnable interrupt) {
        interrupts.add(interrupt);
    }

    /// @throws IllegalStateException if it was closed, and with it every bus
    void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the device is unplugged");
        }
    }

    @Override
    public void close() {
        closed = true;
        host.close();
    }
}
