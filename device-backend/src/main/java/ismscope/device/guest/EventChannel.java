package ismscope.device.guest;

import ismscope.device.driver.DriverVirtqueue;
import ismscope.device.driver.DriverVirtqueue.Piece;
import ismscope.device.driver.DriverVirtqueue.Used;
import ismscope.device.protocol.Decoded;
import ismscope.device.protocol.DeviceEvent;
import ismscope.device.protocol.IsmCodec;
import ismscope.device.protocol.IsmLayout;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The driver's use of eventq: keeps buffers on offer, reads what comes back, offers it again.
final class EventChannel {
    static final int QUEUE = 1;
    static final int VECTOR = 2;

    private final DriverSetUp device;
    private final DriverVirtqueue queue;
    private final Map<Integer, Long> addressOfBuffer = new HashMap<>();

    EventChannel(DriverSetUp device) {
        this.device = device;
        this.queue = device.queue(QUEUE, VECTOR, device.options().eventQueueSize(), 0);
        long address =
                device.ram()
                        .allocate(
                                (long) device.options().eventBuffers() * IsmLayout.EVENT_LENGTH,
                                Long.BYTES);
        for (int i = 0; i < device.options().eventBuffers(); i++) {
            if (!offer(address + (long) i * IsmLayout.EVENT_LENGTH)) {
                // The device's queue is smaller than asked for: so many buffers must do.
                break;
            }
        }
    }

    /// Tells the device of the buffers that were put there before it was allowed to look.
    void open() {
        kick();
    }

    /// {@return the next event, null if there is none yet}
    ///
    /// @throws DeviceFailed if the device wrote nonsense
    @Nullable DeviceEvent poll() {
        Used used = queue.reclaim();
        if (used == null && queue.wantInterrupts(true)) {
            used = queue.reclaim();
        }
        if (used == null) {
            return null;
        }
        Long address = addressOfBuffer.remove(used.id());
        if (address == null
                || Integer.compareUnsigned(used.usedLength(), IsmLayout.EVENT_LENGTH) > 0) {
            throw new DeviceFailed(
                    "eventq gave back id=%d usedLength=%d".formatted(used.id(), used.usedLength()));
        }
        byte[] bytes = device.ram().read(address, used.usedLength());
        offer(address);
        kick();
        return switch (IsmCodec.decodeEvent(bytes)) {
            case Decoded.Valid<DeviceEvent>(DeviceEvent event) -> event;
            case Decoded.Malformed<DeviceEvent> fault -> throw new DeviceFailed("event: " + fault);
        };
    }

    /// {@return the next event, null if none comes in time}
    ///
    /// @throws InterruptedException if the calling thread is interrupted
    @Nullable DeviceEvent await(Duration timeout) throws InterruptedException {
        DeviceEvent event = poll();
        while (event == null && device.interrupts().await(VECTOR, timeout)) {
            event = poll();
        }
        return event != null ? event : poll();
    }

    private boolean offer(long address) {
        int id = queue.offer(List.of(), List.of(new Piece(address, IsmLayout.EVENT_LENGTH)), false);
        if (id < 0) {
            return false;
        }
        addressOfBuffer.put(id, address);
        return true;
    }

    private void kick() {
        if (queue.notificationWanted()) {
            device.bus().notifyQueue(QUEUE);
        }
    }
}
