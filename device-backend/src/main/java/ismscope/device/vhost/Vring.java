package ismscope.device.vhost;

import ismscope.device.os.EventCounter;
import ismscope.device.os.Poller;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// One ring as its front-end has described it so far. Thread: the host's owner thread.
final class Vring {
    private final Poller poller;
    private @Nullable EventCounter kick;
    private @Nullable EventCounter call;
    private FrontEndMessage.@Nullable VringAddress address;
    private int size;
    private int base;
    private int vector;
    private boolean enabled;
    private boolean running;

    Vring(Poller poller) {
        this.poller = poller;
    }

    void setSize(int entries) {
        size = entries;
    }

    int size() {
        return size;
    }

    void setAddress(FrontEndMessage.VringAddress newAddress) {
        address = newAddress;
    }

    FrontEndMessage.@Nullable VringAddress address() {
        return address;
    }

    void setBase(int position) {
        base = position;
    }

    int base() {
        return base;
    }

    /// The vector that the guest has bound, where the front-end says so.
    void setVector(int newVector) {
        vector = newVector;
    }

    int vector() {
        return vector;
    }

    void setEnabled(boolean on) {
        enabled = on;
    }

    boolean isEnabled() {
        return enabled;
    }

    /// Whether the device works on it.
    void setRunning(boolean on) {
        running = on;
    }

    boolean isRunning() {
        return running;
    }

    /// {@return whether it is told of new buffers}
    boolean hasKick() {
        return kick != null;
    }

    /// Replaces the counter that tells of new buffers.
    ///
    /// @param newKick owned by the ring
    void setKick(EventCounter newKick, Poller.Handler handler) throws IOException {
        closeKick();
        kick = newKick;
        poller.addSignals(newKick.fd(), handler);
    }

    /// Replaces the counter that interrupts the guest.
    ///
    /// @param newCall owned by the ring, null for no interrupts
    void setCall(@Nullable EventCounter newCall) throws IOException {
        EventCounter old = call;
        call = newCall;
        if (old != null) {
            old.close();
        }
    }

    /// {@return whether the guest is interrupted}
    boolean interrupt() {
        EventCounter present = call;
        if (present == null) {
            return false;
        }
        try {
            present.signal();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /// Ends it, as the front-end has asked where it stopped.
    void stop() throws IOException {
        enabled = false;
        running = false;
        closeKick();
    }

    private void closeKick() throws IOException {
        EventCounter old = kick;
        kick = null;
        if (old != null) {
            poller.remove(old.fd());
            old.close();
        }
    }

    void close() throws IOException {
        stop();
        setCall(null);
    }
}
