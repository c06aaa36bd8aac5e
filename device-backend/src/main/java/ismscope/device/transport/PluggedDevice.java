package ismscope.device.transport;

import ismscope.device.guest.DeviceMemory;
import ismscope.device.model.IsmDevice;
import org.jspecify.annotations.Nullable;

/// The device at the end of a bus and its memory, until the guest unplugs it.
///
/// Thread: any; a bus says which.
final class PluggedDevice {
    private volatile @Nullable IsmDevice device;
    private volatile @Nullable MappedMemory memory;

    /// Plugs a device in, at most once.
    ///
    /// @param host gets to know of the guest's stores
    void plug(IsmDevice plugged, MappedMemory.HostSide host) {
        device = plugged;
        memory = new MappedMemory(plugged, host);
    }

    /// {@return the device, null if it was unplugged}
    @Nullable IsmDevice orNull() {
        return device;
    }

    /// {@return the device}
    ///
    /// @throws IllegalStateException if it was unplugged
    IsmDevice required() {
        return required(device);
    }

    /// {@return its memory}
    ///
    /// @throws IllegalStateException if it was unplugged
    DeviceMemory memory() {
        return required(memory);
    }

    private static <T> T required(@Nullable T present) {
        if (present == null) {
            throw new IllegalStateException("the device is unplugged");
        }
        return present;
    }

    /// Unplugs the device.
    ///
    /// @return the device, null if it was unplugged before
    @Nullable IsmDevice unplug() {
        IsmDevice before = device;
        device = null;
        memory = null;
        return before;
    }
}
