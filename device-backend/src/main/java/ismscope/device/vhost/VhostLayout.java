package ismscope.device.vhost;

/// Where each field of the vhost-user messages lies: offsets and lengths in bytes, in host byte
/// order, which is little-endian here.
///
/// ```
/// header       0 request(4)   4 flags(4)   8 size(4)                                           12
/// number       0 value(8)                                                                       8
/// vring state  0 index(4)     4 number(4)                                                       8
/// vring addr   0 index(4)     4 flags(4)   8 desc(8)  16 used(8)  24 avail(8)  32 log(8)        40
/// region       0 guest(8)     8 size(8)   16 user(8)  24 mmap offset(8)                         32
/// mem table    0 count(4)     4 -(4)       8 region[count]
/// one region   0 -(8)         8 region                                                         40
/// config       0 offset(4)    4 size(4)    8 flags(4)  12 bytes[size]
/// shmem config 0 count(4)     4 -(4)       8 size(8)[256], by shared memory id
/// shmem map    0 shm id(1)    1 -(7)       8 fd offset(8)  16 shm offset(8)  24 length(8)  32 flags(8)
/// ```
///
/// Spec: vhost-user, "Message specification".
final class VhostLayout {
    static final int HEADER_BYTES = 12;
    static final int HEADER_FLAGS = 4;
    static final int HEADER_SIZE = 8;
    static final int VERSION = 1;
    static final int VERSION_MASK = 3;
    static final int FLAG_REPLY = 4;
    static final int FLAG_NEED_REPLY = 8;

    /// Bytes of the longest payload that either side sends, rounded up.
    static final int MOST_PAYLOAD = 4096;

    static final int VRING_STATE_BYTES = 8;
    static final int VRING_ADDRESS_BYTES = 40;
    static final int REGION_BYTES = 32;
    static final int TABLE_REGIONS = 8;
    static final int SINGLE_REGION_BYTES = 40;
    static final int CONFIG_BYTES = 12;
    static final int MOST_CONFIG = 256;
    static final int SHMEM_SIZES = 8;
    static final int SHMEM_IDS = 256;
    static final int SHMEM_CONFIG_BYTES = SHMEM_SIZES + SHMEM_IDS * Long.BYTES;
    static final int SHMEM_MAP_BYTES = 40;

    /// Regions that one table has at most.
    static final int MOST_REGIONS = 8;

    /// In the number of a descriptor message: the ring's index, and that no descriptor came.
    static final long VRING_INDEX_MASK = 0xff;

    static final long NO_DESCRIPTOR = 0x100;

    private VhostLayout() {}
}
