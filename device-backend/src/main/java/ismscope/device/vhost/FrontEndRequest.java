package ismscope.device.vhost;

import org.jspecify.annotations.Nullable;

/// What a front-end asks on the main channel, by its number on the wire.
public enum FrontEndRequest {
    GET_FEATURES(1, 0),
    SET_FEATURES(2, Long.BYTES),
    SET_OWNER(3, 0),
    SET_MEM_TABLE(5, FrontEndRequest.VARIES),
    SET_VRING_NUM(8, VhostLayout.VRING_STATE_BYTES),
    SET_VRING_ADDR(9, VhostLayout.VRING_ADDRESS_BYTES),
    SET_VRING_BASE(10, VhostLayout.VRING_STATE_BYTES),
    GET_VRING_BASE(11, VhostLayout.VRING_STATE_BYTES),
    SET_VRING_KICK(12, Long.BYTES),
    SET_VRING_CALL(13, Long.BYTES),
    SET_VRING_ERR(14, Long.BYTES),
    GET_PROTOCOL_FEATURES(15, 0),
    SET_PROTOCOL_FEATURES(16, Long.BYTES),
    GET_QUEUE_NUM(17, 0),
    SET_VRING_ENABLE(18, VhostLayout.VRING_STATE_BYTES),
    SET_BACKEND_REQ_FD(21, 0),
    GET_CONFIG(24, FrontEndRequest.VARIES),
    SET_CONFIG(25, FrontEndRequest.VARIES),
    GET_MAX_MEM_SLOTS(36, 0),
    ADD_MEM_REG(37, VhostLayout.SINGLE_REGION_BYTES),
    REM_MEM_REG(38, VhostLayout.SINGLE_REGION_BYTES),
    SET_STATUS(39, Long.BYTES),
    GET_STATUS(40, 0),
    GET_SHMEM_CONFIG(44, 0);

    /// The payload's length depends on what it holds.
    static final int VARIES = -1;

    private static final FrontEndRequest[] BY_WIRE = new FrontEndRequest[64];

    static {
        for (FrontEndRequest request : values()) {
            BY_WIRE[request.wire] = request;
        }
    }

    private final int wire;
    private final int payloadBytes;

    FrontEndRequest(int wire, int payloadBytes) {
        this.wire = wire;
        this.payloadBytes = payloadBytes;
    }

    /// {@return the number in the header}
    public int wire() {
        return wire;
    }

    /// {@return bytes of its payload, or that it varies}
    int payloadBytes() {
        return payloadBytes;
    }

    /// {@return whether it has a reply of its own, so that a wish for an acknowledgement means
    /// nothing}
    public boolean hasReply() {
        return switch (this) {
            case GET_FEATURES,
                    GET_VRING_BASE,
                    GET_PROTOCOL_FEATURES,
                    GET_QUEUE_NUM,
                    GET_CONFIG,
                    GET_MAX_MEM_SLOTS,
                    GET_STATUS,
                    GET_SHMEM_CONFIG ->
                    true;
            default -> false;
        };
    }

    /// {@return the request with this number, null if it is none of these}
    public static @Nullable FrontEndRequest fromWire(int wire) {
        return wire >= 0 && wire < BY_WIRE.length ? BY_WIRE[wire] : null;
    }
}
