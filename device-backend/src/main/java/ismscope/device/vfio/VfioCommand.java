package ismscope.device.vfio;

import org.jspecify.annotations.Nullable;

/// What a message of the protocol is about. Spec: vfio-user protocol, "Commands".
public enum VfioCommand {
    VERSION(1),
    DMA_MAP(2),
    DMA_UNMAP(3),
    DEVICE_GET_INFO(4),
    DEVICE_GET_REGION_INFO(5),
    DEVICE_GET_REGION_IO_FDS(6),
    DEVICE_GET_IRQ_INFO(7),
    DEVICE_SET_IRQS(8),
    REGION_READ(9),
    REGION_WRITE(10),
    DMA_READ(11),
    DMA_WRITE(12),
    DEVICE_RESET(13),
    DIRTY_PAGES(14),
    REGION_WRITE_MULTI(15),
    DEVICE_FEATURE(16),
    MIG_DATA_READ(17),
    MIG_DATA_WRITE(18);

    private static final @Nullable VfioCommand[] BY_CODE = new VfioCommand[19];

    static {
        for (VfioCommand command : values()) {
            BY_CODE[command.code] = command;
        }
    }

    private final int code;

    VfioCommand(int code) {
        this.code = code;
    }

    /// {@return the code in a header}
    public int code() {
        return code;
    }

    /// {@return the command with this code, null if the protocol has none}
    public static @Nullable VfioCommand fromCode(int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
