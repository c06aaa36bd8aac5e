package ismscope.device.vhost;

/// Bits of the vhost-user protocol features that this back-end takes.
final class ProtocolFeature {
    static final long MQ = 1;
    static final long REPLY_ACK = 1 << 3;
    static final long BACKEND_REQ = 1 << 5;
    static final long CONFIG = 1 << 9;
    static final long BACKEND_SEND_FD = 1 << 10;

    /// Ring addresses are guest addresses.
    static final long GPA_ADDRESSES = 1 << 21;

    static final long SHMEM = 1 << 22;

    /// Our own: the front-end is a process peer of this program, which heeds read-only maps and
    /// shares a [PeerPage]. A front-end acknowledges only what it knows, so others never see it.
    static final long PEER = 1L << 63;

    /// What is offered. Not bit 15 (memory slots): with it a guest's reset can crash its QEMU.
    static final long OFFERED =
            MQ | REPLY_ACK | BACKEND_REQ | CONFIG | BACKEND_SEND_FD | GPA_ADDRESSES | SHMEM | PEER;

    /// The virtio feature bit that says that there are protocol features.
    static final long IN_VIRTIO = 1 << 30;

    private ProtocolFeature() {}
}
