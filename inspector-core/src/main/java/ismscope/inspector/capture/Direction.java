package ismscope.inspector.capture;

import ismscope.device.tap.TapKind;

/// Which way a packet goes, as bits 0 and 1 of `epb_flags` say it.
public enum Direction {
    /// Neither way: something the host did or noted.
    NONE(0),
    /// Device to driver.
    INBOUND(1),
    /// Driver to device.
    OUTBOUND(2);

    private final int code;

    Direction(int code) {
        this.code = code;
    }

    /// {@return the two bits}
    int code() {
        return code;
    }

    /// {@return the way records of this kind go}
    public static Direction of(TapKind kind) {
        return switch (kind) {
            case STATUS, FEATURES, QUEUE, REQUEST, DOORBELL, CONTENT, ACCESS -> OUTBOUND;
            case REPLY, EVENT, INTERRUPT -> INBOUND;
            case DEVICE_ADDED,
                    DEVICE_REMOVED,
                    REGION_CREATED,
                    REGION_FREED,
                    MAPPED,
                    UNMAPPED,
                    GRANT,
                    VIOLATION,
                    LOST,
                    MARK,
                    STOPPED,
                    RESUMED,
                    SWALLOWED,
                    UNKNOWN ->
                    NONE;
        };
    }

    /// {@return the direction with this code; the reserved code 3 reads as [#NONE]}
    static Direction fromCode(int code) {
        return code == 1 ? INBOUND : code == 2 ? OUTBOUND : NONE;
    }
}
