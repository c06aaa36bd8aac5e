package ismscope.device.protocol;

import org.jspecify.annotations.Nullable;

/// The registers of `struct virtio_pci_common_cfg`. Spec: virtio 1.3 4.1.4.3.
///
/// ```
///  0 device_feature_select (4)     4 device_feature (4)
///  8 driver_feature_select (4)    12 driver_feature (4)
/// 16 config_msix_vector (2)       18 num_queues (2)
/// 20 device_status (1)            21 config_generation (1)   22 queue_select (2)
/// 24 queue_size (2)               26 queue_msix_vector (2)
/// 28 queue_enable (2)             30 queue_notify_off (2)
/// 32 queue_desc (8)               40 queue_driver (8)        48 queue_device (8)
/// 56 queue_notif_config_data (2)  58 queue_reset (2)
/// 60 admin_queue_index (2)        62 admin_queue_num (2)
/// ```
public enum CommonRegister {
    DEVICE_FEATURE_SELECT(0, 4, true),
    DEVICE_FEATURE(4, 4, false),
    DRIVER_FEATURE_SELECT(8, 4, true),
    DRIVER_FEATURE(12, 4, true),
    CONFIG_MSIX_VECTOR(16, 2, true),
    NUM_QUEUES(18, 2, false),
    DEVICE_STATUS(20, 1, true),
    CONFIG_GENERATION(21, 1, false),
    QUEUE_SELECT(22, 2, true),
    QUEUE_SIZE(24, 2, true),
    QUEUE_MSIX_VECTOR(26, 2, true),
    QUEUE_ENABLE(28, 2, true),
    QUEUE_NOTIFY_OFF(30, 2, false),
    QUEUE_DESC(32, 8, true),
    QUEUE_DRIVER(40, 8, true),
    QUEUE_DEVICE(48, 8, true),
    QUEUE_NOTIF_CONFIG_DATA(56, 2, false),
    QUEUE_RESET(58, 2, true),
    ADMIN_QUEUE_INDEX(60, 2, false),
    ADMIN_QUEUE_NUM(62, 2, false);

    /// Bytes of the whole structure.
    public static final int LENGTH = 64;

    /// Vector number that stands for none.
    public static final int NO_VECTOR = 0xffff;

    private static final CommonRegister[] BY_OFFSET = new CommonRegister[LENGTH];

    static {
        for (CommonRegister register : values()) {
            for (int i = 0; i < register.width; i++) {
                BY_OFFSET[register.offset + i] = register;
            }
        }
    }

    private final int offset;
    private final int width;
    private final boolean writable;

    CommonRegister(int offset, int width, boolean writable) {
        this.offset = offset;
        this.width = width;
        this.writable = writable;
    }

    /// {@return bytes from the start of the structure}
    public int offset() {
        return offset;
    }

    /// {@return bytes}
    public int width() {
        return width;
    }

    /// {@return whether the driver may write it}
    public boolean writable() {
        return writable;
    }

    /// {@return the register that holds the byte at `offset`, null outside the structure}
    public static @Nullable CommonRegister at(int offset) {
        return offset >= 0 && offset < LENGTH ? BY_OFFSET[offset] : null;
    }
}
