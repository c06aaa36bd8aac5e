package ismscope.device.protocol;

/// Where each field of the virtio-ism structures lies: offsets and lengths in bytes.
///
/// Everything is little-endian; offsets of commands count from the first device-readable byte, of
/// replies and events from the first device-writable one. Draft: virtio-ism draft v1.
///
/// ```
/// command    0      1    2        10           18          26
///            class  cmd  size                              ALLOC_REGION
///            class  cmd  token    rw_perm(4)  (padding 4)  ATTACH_REGION
///            class  cmd  token                             DETACH_REGION
///            class  cmd  token    permissions              GRANT_SET_DEFAULT
///            class  cmd  token    permissions peer_devid   GRANT_SET_FOR_DEVICE
///            class  cmd  token    vector                   EVENT_VECTOR_SET
///
/// reply      0    1       9       17
///            ack  token   num     area[num]                ALLOC_REGION
///            ack  num     area[num]                        ATTACH_REGION
///            ack                                           the others, and refusals
///
/// area       0        8       16
///            offset   size
///
/// event      0        8       16      24      32
///            ev_type  offset  devid                        UPDATE
///            ev_type  offset  devid   peers                ATTACH, DETACH
///
/// config     0        8       16          24           32
///            gid      devid   chunk_size  notify_size
/// ```
public final class IsmLayout {
    public static final int COMMAND_CLASS = 0;
    public static final int COMMAND_NUMBER = 1;
    public static final int COMMAND_DATA = 2;
    public static final int ALLOC_SIZE = 2;
    public static final int TOKEN = 2;
    public static final int ATTACH_RW_PERM = 10;
    public static final int ATTACH_PADDING = 14;
    public static final int GRANT_PERMISSIONS = 10;
    public static final int GRANT_PEER_DEVID = 18;
    public static final int EVENT_VECTOR = 10;

    public static final int REPLY_ACK = 0;
    public static final int REPLY_ACK_LENGTH = 1;
    public static final int ALLOC_REPLY_TOKEN = 1;
    public static final int ALLOC_REPLY_NUM = 9;
    public static final int ALLOC_REPLY_AREAS = 17;
    public static final int ATTACH_REPLY_NUM = 1;
    public static final int ATTACH_REPLY_AREAS = 9;

    public static final int AREA_OFFSET = 0;
    public static final int AREA_SIZE = 8;
    public static final int AREA_LENGTH = 16;

    public static final int EVENT_TYPE = 0;
    public static final int EVENT_OFFSET = 8;
    public static final int EVENT_DEVID = 16;
    public static final int EVENT_PEERS = 24;
    public static final int UPDATE_LENGTH = 24;
    public static final int EVENT_LENGTH = 32;
    public static final int TYPE_UPDATE = 1;
    public static final int TYPE_ATTACH = 2;
    public static final int TYPE_DETACH = 4;

    public static final int CONFIG_GID = 0;
    public static final int CONFIG_DEVID = 8;
    public static final int CONFIG_CHUNK_SIZE = 16;
    public static final int CONFIG_NOTIFY_SIZE = 24;
    public static final int CONFIG_LENGTH = 32;

    private IsmLayout() {}

    /// {@return where `num` lies in a reply of this command that lists areas}
    public static int numOffset(CommandCode code) {
        return code == CommandCode.ALLOC_REGION ? ALLOC_REPLY_NUM : ATTACH_REPLY_NUM;
    }

    /// {@return where the first area lies in a reply of this command that lists areas}
    public static int areasOffset(CommandCode code) {
        return code == CommandCode.ALLOC_REGION ? ALLOC_REPLY_AREAS : ATTACH_REPLY_AREAS;
    }

    /// {@return bytes of a reply that lists `areas` areas}
    ///
    /// @param areas 0 to 2^31 - 1
    public static long replyLength(CommandCode code, int areas) {
        return areasOffset(code) + (long) areas * AREA_LENGTH;
    }
}
