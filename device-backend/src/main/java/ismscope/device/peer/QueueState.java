package ismscope.device.peer;

import ismscope.device.os.EventCounter;
import ismscope.device.protocol.CommonRegister;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The registers of one queue of a process peer, and its kick while the host works on it.
final class QueueState {
    private static final long HALF_MASK = 0xffff_ffffL;

    /// Entries of a queue unless the driver says otherwise, and at most.
    static final int MOST_ENTRIES = 1024;

    private int size = MOST_ENTRIES;
    private int vector = CommonRegister.NO_VECTOR;
    private boolean enabled;
    private long descriptorArea;
    private long driverArea;
    private long deviceArea;
    private @Nullable EventCounter kick;

    int size() {
        return size;
    }

    int vector() {
        return vector;
    }

    boolean isEnabled() {
        return enabled;
    }

    void enable() {
        enabled = true;
    }

    long descriptorArea() {
        return descriptorArea;
    }

    long driverArea() {
        return driverArea;
    }

    long deviceArea() {
        return deviceArea;
    }

    void setVector(int newVector) {
        vector = newVector;
    }

    void setSize(int entries) {
        if (entries > 0 && entries <= MOST_ENTRIES) {
            size = entries;
        }
    }

    /// Places an area, whole or one half of its address.
    void place(CommonRegister register, int from, int width, long value) {
        switch (register) {
            case QUEUE_DESC -> descriptorArea = merged(descriptorArea, from, width, value);
            case QUEUE_DRIVER -> driverArea = merged(driverArea, from, width, value);
            case QUEUE_DEVICE -> deviceArea = merged(deviceArea, from, width, value);
            default -> throw new IllegalArgumentException("no area: " + register);
        }
    }

    private static long merged(long old, int from, int width, long value) {
        if (width == Long.BYTES) {
            return value;
        }
        int shift = from * Byte.SIZE;
        return (old & ~(HALF_MASK << shift)) | ((value & HALF_MASK) << shift);
    }

    /// The host works on the queue from now on.
    EventCounter start() throws IOException {
        EventCounter fresh = EventCounter.create();
        kick = fresh;
        return fresh;
    }

    /// Tells the host of new buffers, if it works on the queue.
    void kick() throws IOException {
        EventCounter present = kick;
        if (present != null) {
            present.signal();
        }
    }

    /// {@return whether the host works on it}
    boolean isStarted() {
        return kick != null;
    }

    /// The host works on it no more.
    void stop() {
        EventCounter old = kick;
        kick = null;
        if (old != null) {
            try {
                old.close();
            } catch (IOException _) {
                // The descriptor is gone all the same.
            }
        }
    }

    void reset() {
        stop();
        size = MOST_ENTRIES;
        vector = CommonRegister.NO_VECTOR;
        enabled = false;
        descriptorArea = 0;
        driverArea = 0;
        deviceArea = 0;
    }
}
