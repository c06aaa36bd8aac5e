package ismscope.device.guest;

import ismscope.device.protocol.CommonRegister;
import ismscope.device.protocol.IsmConfig;
import ismscope.device.protocol.IsmLayout;

/// The registers of a guest's device by name, as a driver reads and writes them through its bus.
///
/// Nothing is checked here: whoever wants to write nonsense can. Thread: one guest thread at a
/// time. Spec: virtio 1.3 4.1.4.3; virtio-ism draft, device configuration layout.
public final class DeviceRegisters {
    private static final int FEATURE_WINDOW_BITS = 32;
    private static final long FEATURE_WINDOW = 0xffffffffL;

    private final GuestBus bus;

    /// The registers of the device behind this bus.
    public DeviceRegisters(GuestBus bus) {
        this.bus = bus;
    }

    /// {@return device_status}
    public int status() {
        return (int) read(CommonRegister.DEVICE_STATUS);
    }

    /// Writes device_status; 0 resets the device.
    public void writeStatus(int value) {
        write(CommonRegister.DEVICE_STATUS, value);
    }

    /// Adds bits to device_status.
    public void addStatus(int bits) {
        writeStatus(status() | bits);
    }

    /// {@return the 64 feature bits that the device offers}
    public long offeredFeatures() {
        write(CommonRegister.DEVICE_FEATURE_SELECT, 0);
        long low = read(CommonRegister.DEVICE_FEATURE);
        write(CommonRegister.DEVICE_FEATURE_SELECT, 1);
        return low | read(CommonRegister.DEVICE_FEATURE) << FEATURE_WINDOW_BITS;
    }

    /// Writes the 64 feature bits that the driver accepts.
    public void writeFeatures(long features) {
        write(CommonRegister.DRIVER_FEATURE_SELECT, 0);
        write(CommonRegister.DRIVER_FEATURE, features & FEATURE_WINDOW);
        write(CommonRegister.DRIVER_FEATURE_SELECT, 1);
        write(CommonRegister.DRIVER_FEATURE, features >>> FEATURE_WINDOW_BITS);
    }

    /// Binds the vector of configuration changes.
    ///
    /// @return whether the device took it
    public boolean bindConfigVector(int vector) {
        write(CommonRegister.CONFIG_MSIX_VECTOR, vector);
        return read(CommonRegister.CONFIG_MSIX_VECTOR) == vector;
    }

    /// Selects the queue that the queue registers are about.
    public void selectQueue(int queue) {
        write(CommonRegister.QUEUE_SELECT, queue);
    }

    /// {@return queue_size of the selected queue; before it is written: the most it can be, 0 if
    /// there is no such queue}
    public int queueSize() {
        return (int) read(CommonRegister.QUEUE_SIZE);
    }

    /// Writes queue_size of the selected queue.
    public void writeQueueSize(int entries) {
        write(CommonRegister.QUEUE_SIZE, entries);
    }

    /// Binds the vector of the selected queue.
    ///
    /// @return whether the device took it
    public boolean bindQueueVector(int vector) {
        write(CommonRegister.QUEUE_MSIX_VECTOR, vector);
        return read(CommonRegister.QUEUE_MSIX_VECTOR) == vector;
    }

    /// Writes the guest addresses of the selected queue's three areas.
    public void writeQueueAreas(long descriptorArea, long driverArea, long deviceArea) {
        write(CommonRegister.QUEUE_DESC, descriptorArea);
        write(CommonRegister.QUEUE_DRIVER, driverArea);
        write(CommonRegister.QUEUE_DEVICE, deviceArea);
    }

    /// Enables the selected queue.
    public void enableQueue() {
        write(CommonRegister.QUEUE_ENABLE, 1);
    }

    /// Resets the selected queue alone (`virtio 1.3 2.6.1`).
    public void resetQueue() {
        write(CommonRegister.QUEUE_RESET, 1);
    }

    /// {@return the device's configuration, read so that no change tears it (`virtio 1.3 2.5.1`)}
    public IsmConfig config() {
        while (true) {
            long generation = read(CommonRegister.CONFIG_GENERATION);
            IsmConfig config =
                    new IsmConfig(
                            bus.readConfig(IsmLayout.CONFIG_GID, Long.BYTES),
                            bus.readConfig(IsmLayout.CONFIG_DEVID, Long.BYTES),
                            bus.readConfig(IsmLayout.CONFIG_CHUNK_SIZE, Long.BYTES),
                            bus.readConfig(IsmLayout.CONFIG_NOTIFY_SIZE, Long.BYTES));
            if (read(CommonRegister.CONFIG_GENERATION) == generation) {
                return config;
            }
        }
    }

    private long read(CommonRegister register) {
        return bus.readCommon(register.offset(), register.width());
    }

    private void write(CommonRegister register, long value) {
        bus.writeCommon(register.offset(), register.width(), value);
    }
}
