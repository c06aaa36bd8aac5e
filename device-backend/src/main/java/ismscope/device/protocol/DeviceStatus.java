package ismscope.device.protocol;

import java.util.StringJoiner;

/// Bits of the device status register. Spec: virtio 1.3 2.1.
public final class DeviceStatus {
    public static final int ACKNOWLEDGE = 1;
    public static final int DRIVER = 2;
    public static final int DRIVER_OK = 4;
    public static final int FEATURES_OK = 8;
    public static final int NEEDS_RESET = 64;
    public static final int FAILED = 128;

    private static final int[] BITS = {
        ACKNOWLEDGE, DRIVER, FEATURES_OK, DRIVER_OK, NEEDS_RESET, FAILED
    };
    private static final String[] NAMES = {
        "ACKNOWLEDGE", "DRIVER", "FEATURES_OK", "DRIVER_OK", "DEVICE_NEEDS_RESET", "FAILED"
    };

    private DeviceStatus() {}

    /// {@return names in the order of initialization joined by `|`, unknown bits in hex, `reset` if
    /// empty}
    public static String describe(int status) {
        if (status == 0) {
            return "reset";
        }
        StringJoiner names = new StringJoiner("|");
        int rest = status;
        for (int i = 0; i < BITS.length; i++) {
            if ((status & BITS[i]) != 0) {
                names.add(NAMES[i]);
                rest &= ~BITS[i];
            }
        }
        if (rest != 0) {
            names.add("0x" + Integer.toHexString(rest));
        }
        return names.toString();
    }
}
