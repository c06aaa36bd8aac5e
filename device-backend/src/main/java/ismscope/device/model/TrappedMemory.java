package ismscope.device.model;

import ismscope.device.region.AccessObserver;
import ismscope.device.region.AccessRefusedException;
import ismscope.device.region.DeviceWindow;

/// Device memory of a guest whose every load and store comes to the host, one by one.
///
/// Each is checked, done and recorded as one step. Thread: the host's owner thread.
public final class TrappedMemory {
    /// What a load sees where nothing answers.
    private static final long ALL_ONES = -1;

    private final IsmDevice device;
    private final DeviceWindow window;
    private final AccessObserver observer;

    TrappedMemory(IsmDevice device, AccessRecorder recorder) {
        this.device = device;
        this.window = device.window();
        int ordinal = device.ordinal();
        this.observer =
                (region, offset, width, store, value) ->
                        recorder.record(ordinal, region, offset, width, store, value);
    }

    /// {@return a little-endian number; all ones, and a violation recorded, if the guest may not
    /// load it}
    ///
    /// @param width 1 to 8
    public long load(long offset, int width) {
        try {
            return window.load(offset, width, observer);
        } catch (AccessRefusedException e) {
            device.refused(e);
            return ALL_ONES;
        }
    }

    /// Stores the low bytes of a number; if the guest may not, a violation is recorded and nothing
    /// stored.
    ///
    /// @param width 1 to 8
    public void store(long offset, int width, long value) {
        try {
            window.store(offset, width, value, observer);
        } catch (AccessRefusedException e) {
            device.refused(e);
        }
    }
}
