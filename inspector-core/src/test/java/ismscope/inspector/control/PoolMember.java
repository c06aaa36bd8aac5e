package ismscope.inspector.control;

import ismscope.device.guest.DeviceMemory;
import ismscope.device.guest.GuestBus;
import ismscope.device.memory.GuestMemory;
import ismscope.device.model.DeviceSetup;
import ismscope.device.model.HostFullException;
import ismscope.device.model.IsmDevice;
import ismscope.device.model.IsmHost;
import ismscope.device.model.TransportTerms;
import ismscope.device.transport.HostThread;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.IntConsumer;

/// A guest of a pool, as far as its queues and registers go. Thread: any but the host's.
final class PoolMember implements GuestBus {
    private final HostThread host;
    private final IsmDevice device;
    private volatile IntConsumer handler = _ -> {};

    PoolMember(HostThread host, String pool, GuestMemory ram, int vectors) {
        this.host = host;
        this.device = host.ask(owned -> plug(owned, pool, ram, vectors));
    }

    private IsmDevice plug(IsmHost owned, String pool, GuestMemory ram, int vectors) {
        try {
            TransportTerms terms = TransportTerms.NONE.inPool(owned.pool(pool));
            return owned.attach(new DeviceSetup("member", ram, this::raise, vectors, terms));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (HostFullException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean raise(int vector) {
        handler.accept(vector);
        return true;
    }

    @Override
    public long readCommon(int offset, int width) {
        return host.ask(_ -> device.readCommon(offset, width));
    }

    @Override
    public void writeCommon(int offset, int width, long value) {
        host.tell(_ -> device.writeCommon(offset, width, value));
    }

    @Override
    public long readConfig(int offset, int width) {
        return host.ask(_ -> device.readConfig(offset, width));
    }

    @Override
    public void notifyQueue(int queue) {
        host.tell(_ -> {
            while (device.notifyQueue(queue)) {
                Thread.onSpinWait();
            }
        });
    }

    @Override
    public void ringDoorbell(long offset, int width, long value) {
        host.tell(_ -> device.ringDoorbell(offset, width));
    }

    @Override
    public DeviceMemory deviceMemory() {
        throw new UnsupportedOperationException("it maps its pool's file");
    }

    @Override
    public void onInterrupt(IntConsumer newHandler) {
        handler = newHandler;
    }

    @Override
    public void close() {
        host.tell(_ -> device.unplug());
    }
}
