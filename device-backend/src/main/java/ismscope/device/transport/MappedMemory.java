package ismscope.device.transport;

import ismscope.device.guest.DeviceMemory;
import ismscope.device.model.IsmDevice;
import ismscope.device.region.AccessRefusedException;
import ismscope.device.region.DeviceWindow;
import ismscope.device.region.Region;
import ismscope.device.region.StoreObserver;
import java.util.Arrays;

/// Device memory of a guest in this process: loads and stores go straight to the region's memory.
///
/// Thread: the guest's.
final class MappedMemory implements DeviceMemory {
    /// Takes to the host what it shall know of the guest's accesses, in order.
    interface HostSide {
        /// Waits until there is room for what a store has to tell. Called before the store takes
        /// the window's lock, which the host may want.
        void makeRoom();

        /// {@return bytes of one store that are worth keeping now, 0 to `length`}
        int wanted(int length);

        /// A store is about to become visible.
        ///
        /// @param kept the first bytes of it, a copy
        void stored(long token, long offset, byte[] kept, int length);

        /// An access was refused.
        void refused(AccessRefusedException refusal);
    }

    private final DeviceWindow window;
    private final IsmDevice device;
    private final HostSide host;
    private final StoreObserver observer = this::tell;

    MappedMemory(IsmDevice device, HostSide host) {
        this.window = device.window();
        this.device = device;
        this.host = host;
    }

    @Override
    public long size() {
        return window.size();
    }

    @Override
    public void load(long offset, byte[] target, int from, int length) throws AccessFault {
        try {
            window.load(offset, target, from, length);
        } catch (AccessRefusedException e) {
            throw fault(e);
        }
    }

    @Override
    public void store(long offset, byte[] source, int from, int length) throws AccessFault {
        host.makeRoom();
        try {
            window.store(offset, source, from, length, observer);
        } catch (AccessRefusedException e) {
            throw fault(e);
        }
    }

    @Override
    public long loadAcquire(long offset) throws AccessFault {
        try {
            return window.loadAcquire(offset);
        } catch (AccessRefusedException e) {
            throw fault(e);
        }
    }

    @Override
    public void storeRelease(long offset, long value) throws AccessFault {
        host.makeRoom();
        try {
            window.storeRelease(offset, value, observer);
        } catch (AccessRefusedException e) {
            throw fault(e);
        }
    }

    private void tell(Region region, long offset, byte[] source, int from, int length) {
        if (device.wantsContent()) {
            int kept = Math.min(host.wanted(length), device.snapshotLength());
            host.stored(
                    region.token(), offset, Arrays.copyOfRange(source, from, from + kept), length);
        }
    }

    private AccessFault fault(AccessRefusedException refusal) {
        host.refused(refusal);
        return new AccessFault("%s: %s".formatted(refusal.reason().name(), refusal.text()));
    }
}
