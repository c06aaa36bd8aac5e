package ismscope.device.vhost;

/// What a process peer and a host of this program agree on besides vhost-user.
public final class PeerProtocol {
    /// Protocol features that a process peer needs and takes.
    public static final long NEEDED =
            ProtocolFeature.MQ
                    | ProtocolFeature.REPLY_ACK
                    | ProtocolFeature.BACKEND_REQ
                    | ProtocolFeature.CONFIG
                    | ProtocolFeature.BACKEND_SEND_FD
                    | ProtocolFeature.GPA_ADDRESSES
                    | ProtocolFeature.SHMEM
                    | ProtocolFeature.PEER;

    /// Number of the ring that is none: its size are the guest's vectors, its kick tells of
    /// doorbells, its call of all interrupts.
    public static final int RING = VringSet.PEER_RING;

    private PeerProtocol() {}

    /// {@return the features that are for the driver}
    public static long virtio(long features) {
        return features & ~ProtocolFeature.IN_VIRTIO;
    }

    /// {@return the number of a call message}
    ///
    /// @param vector that the guest has bound, 0xffff for none
    /// @param withDescriptor whether an event counter comes with it
    public static long call(int ring, int vector, boolean withDescriptor) {
        long none = withDescriptor ? 0 : VhostLayout.NO_DESCRIPTOR;
        return ring | none | (long) vector << VringSet.VECTOR_SHIFT;
    }
}
