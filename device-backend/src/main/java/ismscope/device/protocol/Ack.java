package ismscope.device.protocol;

import org.jspecify.annotations.Nullable;

/// First byte of every reply on the control queue. Draft: virtio-ism draft, controlq.
public enum Ack {
    OK(0),
    ENOENT(2),
    E2BIG(7),
    ENOMEM(12),
    ENOSPEC(28),
    PERM_EATTACH(100),
    PERM_EREAD(101),
    PERM_EWRITE(102),
    ERR(255);

    private final int code;

    Ack(int code) {
        this.code = code;
    }

    /// {@return the byte on the wire, 0 to 255}
    public int code() {
        return code;
    }

    /// {@return the ack with this code, null if the draft has none}
    public static @Nullable Ack fromCode(int code) {
        for (Ack ack : values()) {
            if (ack.code == code) {
                return ack;
            }
        }
        return null;
    }
}
