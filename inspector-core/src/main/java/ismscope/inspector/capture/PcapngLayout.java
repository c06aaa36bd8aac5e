package ismscope.inspector.capture;

/// Numbers of pcapng: block types, option codes, offsets.
///
/// ```
/// every block                          Enhanced Packet Block, body at 8
///  0   type                             8  interface id
///  4   total length (multiple of 4)    12  timestamp, upper half
///  8   body                            16  timestamp, lower half
///      options: u16 code, u16 length,  20  captured length
///               value, padded to 4     24  original length
///  -4  total length again              28  packet data, padded to 4, then options
/// ```
///
/// Spec: draft-ietf-opsawg-pcapng.
final class PcapngLayout {
    static final int SECTION_HEADER = 0x0A0D0D0A;
    static final int INTERFACE_DESCRIPTION = 1;
    static final int INTERFACE_STATISTICS = 5;
    static final int ENHANCED_PACKET = 6;

    static final int BYTE_ORDER_MAGIC = 0x1A2B3C4D;
    static final int BYTE_ORDER_MAGIC_SWAPPED = 0x4D3C2B1A;
    static final int MAJOR_VERSION = 1;

    static final int OPTION_END = 0;
    static final int OPTION_COMMENT = 1;
    static final int SECTION_OS = 3;
    static final int SECTION_APPLICATION = 4;
    static final int INTERFACE_NAME = 2;
    static final int INTERFACE_TIME_RESOLUTION = 9;
    static final int INTERFACE_TIME_OFFSET = 14;
    static final int PACKET_FLAGS = 2;
    static final int PACKET_DROP_COUNT = 4;
    static final int PACKET_ID = 5;
    static final int PACKET_QUEUE = 6;
    static final int STATISTICS_RECEIVED = 4;
    static final int STATISTICS_DROPPED = 5;

    /// DLT_USER0: ours by agreement, which is why readers go by the record's magic.
    static final int LINK_TYPE = 147;

    /// Type and length before a body.
    static final int BLOCK_START = 8;

    /// Type, length, and length again.
    static final int BLOCK_FRAME = 12;

    static final int SECTION_BODY = 16;
    static final int INTERFACE_BODY = 8;
    static final int PACKET_BODY = 20;
    static final int STATISTICS_BODY = 12;
    static final int OPTION_HEAD = 4;

    /// Longest value of an option: its length is a u16.
    static final int MAX_OPTION = 0xFFFF;

    /// Longest packet that is read: what Wireshark reads.
    static final int MAX_PACKET = 1 << 18;

    /// Longest block that is looked into; longer ones are skipped. What Wireshark reads.
    static final int MAX_BLOCK = 1 << 24;

    /// The most interfaces that are told apart in a section.
    static final int MAX_INTERFACES = 1 << 20;

    private PcapngLayout() {}

    /// {@return whether a block of this link type may hold records: the user types of pcap and of
    /// Wireshark}
    static boolean mayBeOurs(int linkType) {
        return (linkType >= 147 && linkType <= 162) || (linkType >= 65001 && linkType <= 65535);
    }

    /// {@return the length with its padding to the next multiple of four}
    static int padded(int length) {
        return (length + 3) & ~3;
    }
}
