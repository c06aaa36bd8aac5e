package ismscope.inspector.capture;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import ismscope.inspector.capture.CaptureBlock.Reason;
import ismscope.inspector.capture.CaptureException.Fault;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Reads a capture block by block, also while it grows.
///
/// Guarantees:
/// 1. Every whole block before a cut or a damage is delivered, in order.
/// 2. What is not known (types, options, link types, records) is skipped and told as
///    [CaptureBlock.Skipped] or as a record of kind UNKNOWN, never fatal.
/// 3. Memory is bounded whatever the file claims.
///
/// Thread: one at a time. Both byte orders, several sections. Spec: draft-ietf-opsawg-pcapng.
public final class PcapngReader {
    private final CaptureBytes source;
    private final BlockWindow window;
    private final InterfaceTable interfaces = new InterfaceTable();
    private ByteOrder order = LITTLE_ENDIAN;
    private long position;

    /// @param source of the blocks; may grow
    public PcapngReader(CaptureBytes source) {
        this.source = source;
        window = new BlockWindow(source);
    }

    /// {@return the packet whose block begins at `offset`: one that a reader delivered before}
    ///
    /// Thread: any.
    ///
    /// @param device as the reader told, who knew the section
    /// @param nanos as the reader told, who knew the interface
    public static CaptureBlock.Packet packetAt(
            CaptureBytes source, long offset, int device, long nanos) {
        return PacketBytes.packet(PacketBytes.blockAt(source, offset), offset, device, nanos);
    }

    /// {@return the same for who goes through packets in order}
    ///
    /// Thread: the owner of `source`.
    public static CaptureBlock.Packet packetAt(
            AheadBytes source, long offset, int device, long nanos) {
        return PacketBytes.packet(source.block(offset), offset, device, nanos);
    }

    /// {@return the bytes alone of the packet whose block begins at `offset`: one that a reader
    /// delivered before}
    ///
    /// Thread: the owner of `source`.
    public static byte[] recordAt(AheadBytes source, long offset) {
        return PacketBytes.data(source.block(offset));
    }

    /// {@return where the next block begins: all before it was delivered}
    public long position() {
        return position;
    }

    /// {@return the next block, null if the rest of it is not there (yet)}
    ///
    /// @throws CaptureException if what stands at [#position] is no block; every further call says
    ///   the same
    public @Nullable CaptureBlock next() throws CaptureException {
        if (position == 0) {
            checkBeginning();
        }
        if (!window.load(position, PcapngLayout.BLOCK_FRAME)) {
            return null;
        }
        BlockView start = window.at(position, PcapngLayout.BLOCK_FRAME, LITTLE_ENDIAN);
        // A section header's type reads the same in both byte orders, and gives the order.
        ByteOrder blockOrder =
                start.i32(0) == PcapngLayout.SECTION_HEADER
                        ? orderOf(start.i32(PcapngLayout.BLOCK_START))
                        : order;
        start = window.at(position, PcapngLayout.BLOCK_FRAME, blockOrder);
        int type = start.i32(0);
        long length = start.u32(Integer.BYTES);
        if (length < PcapngLayout.BLOCK_FRAME || (length & 3) != 0) {
            throw damaged("a block of " + length + " bytes cannot be");
        }
        if (source.length() - position < length) {
            return null;
        }
        if (trailingLength(length, blockOrder) != length) {
            throw damaged("the two lengths of a block differ");
        }
        CaptureBlock block =
                length > PcapngLayout.MAX_BLOCK
                        ? tooLong(type)
                        : block(type, (int) length, blockOrder);
        position += length;
        return block;
    }

    private void checkBeginning() throws CaptureException {
        if (window.load(0, Integer.BYTES)) {
            int magic = window.at(0, Integer.BYTES, BIG_ENDIAN).i32(0);
            if (magic != PcapngLayout.SECTION_HEADER) {
                byte[] first = ByteBuffer.allocate(Integer.BYTES).putInt(magic).array();
                throw new CaptureException(Fault.NOT_A_CAPTURE, 0, beginsWith(first));
            }
        }
    }

    /// {@return what is wrong with a file that begins with these bytes, four or, at its end, fewer}
    static String beginsWith(byte[] first) {
        String hex = HexFormat.of().formatHex(first);
        return switch (hex) {
            case "a1b2c3d4", "d4c3b2a1", "a1b23c4d", "4d3cb2a1" ->
                    "it is a pcap file of the older kind; editcap makes a pcapng file of it";
            default -> "it is not a pcapng file: it begins with %s, not 0a0d0d0a".formatted(hex);
        };
    }

    private ByteOrder orderOf(int magic) throws CaptureException {
        return switch (magic) {
            case PcapngLayout.BYTE_ORDER_MAGIC -> LITTLE_ENDIAN;
            case PcapngLayout.BYTE_ORDER_MAGIC_SWAPPED -> BIG_ENDIAN;
            default -> throw damaged("a section has the byte order magic %08x".formatted(magic));
        };
    }

    private CaptureException damaged(String what) {
        return new CaptureException(Fault.DAMAGED, position, what);
    }

    private long trailingLength(long length, ByteOrder blockOrder) {
        long at = position + length - Integer.BYTES;
        if (length <= PcapngLayout.MAX_BLOCK) {
            if (!window.load(position, (int) length)) {
                return -1;
            }
            at = position + length - Integer.BYTES;
            return window.at(at, Integer.BYTES, blockOrder).u32(0);
        }
        byte[] last = new byte[Integer.BYTES];
        source.read(at, last, 0, last.length);
        return Integer.toUnsignedLong(ByteBuffer.wrap(last).order(blockOrder).getInt(0));
    }

    private CaptureBlock tooLong(int type) throws CaptureException {
        if (type == PcapngLayout.SECTION_HEADER) {
            throw damaged("a section header is too long");
        }
        return new CaptureBlock.Skipped(position, Reason.TOO_LONG);
    }

    private CaptureBlock block(int type, int length, ByteOrder blockOrder) throws CaptureException {
        BlockView block = window.at(position, length, blockOrder);
        return switch (type) {
            case PcapngLayout.SECTION_HEADER -> section(block, blockOrder);
            case PcapngLayout.INTERFACE_DESCRIPTION -> description(block);
            case PcapngLayout.ENHANCED_PACKET -> packet(block);
            case PcapngLayout.INTERFACE_STATISTICS -> statistics(block);
            default -> new CaptureBlock.Skipped(position, Reason.OTHER_TYPE);
        };
    }

    private CaptureBlock section(BlockView block, ByteOrder blockOrder) throws CaptureException {
        if (isShort(block, PcapngLayout.SECTION_BODY)) {
            throw damaged("a section header is too short");
        }
        int major = block.u16(PcapngLayout.BLOCK_START + Integer.BYTES);
        if (major != PcapngLayout.MAJOR_VERSION) {
            throw damaged("a section of pcapng version " + major + " is not known");
        }
        order = blockOrder;
        interfaces.beginSection();
        String os = "";
        String application = "";
        String comment = "";
        OptionCursor options = options(block, PcapngLayout.SECTION_BODY);
        while (options.advance()) {
            switch (options.code()) {
                case PcapngLayout.SECTION_OS -> os = options.text();
                case PcapngLayout.SECTION_APPLICATION -> application = options.text();
                case PcapngLayout.OPTION_COMMENT -> comment = options.text();
                default -> {}
            }
        }
        CaptureOrigin origin = new CaptureOrigin(application, os, CaptureOrigin.factsOf(comment));
        return new CaptureBlock.Section(position, origin);
    }

    private CaptureBlock description(BlockView block) {
        if (isShort(block, PcapngLayout.INTERFACE_BODY)) {
            return skipped(Reason.MALFORMED);
        }
        int linkType = block.u16(PcapngLayout.BLOCK_START);
        String name = "";
        int resolution = TimeScale.DEFAULT.resolution();
        long timeOffset = 0;
        OptionCursor options = options(block, PcapngLayout.INTERFACE_BODY);
        while (options.advance()) {
            switch (options.code()) {
                case PcapngLayout.INTERFACE_NAME -> name = options.text();
                case PcapngLayout.INTERFACE_TIME_RESOLUTION -> resolution = options.u8(resolution);
                case PcapngLayout.INTERFACE_TIME_OFFSET -> timeOffset = options.u64(0);
                default -> {}
            }
        }
        InterfaceTable.Entry entry =
                interfaces.add(name, linkType, new TimeScale(resolution, timeOffset));
        if (entry == null) {
            return skipped(Reason.MALFORMED);
        }
        return entry.ours()
                ? new CaptureBlock.Device(position, entry.device(), name)
                : skipped(Reason.FOREIGN);
    }

    private CaptureBlock packet(BlockView block) {
        if (isShort(block, PcapngLayout.PACKET_BODY)) {
            return skipped(Reason.MALFORMED);
        }
        int captured = PacketBytes.captured(block);
        InterfaceTable.Entry from = interfaces.entry(block.i32(PcapngLayout.BLOCK_START));
        if (captured < 0 || from == null) {
            return skipped(Reason.MALFORMED);
        }
        byte[] bytes = PacketBytes.data(block, captured);
        if (!from.ours() || !RecordCodec.isRecord(bytes)) {
            return skipped(Reason.FOREIGN);
        }
        long nanos = from.scale().nanos(PacketBytes.ticks(block));
        PacketHeader header = PacketBytes.header(block, captured, from.device(), nanos);
        return new CaptureBlock.Packet(position, header, bytes);
    }

    private CaptureBlock statistics(BlockView block) {
        if (isShort(block, PcapngLayout.STATISTICS_BODY)) {
            return skipped(Reason.MALFORMED);
        }
        InterfaceTable.Entry of = interfaces.entry(block.i32(PcapngLayout.BLOCK_START));
        if (of == null || !of.ours()) {
            return skipped(of == null ? Reason.MALFORMED : Reason.FOREIGN);
        }
        long received = -1;
        long dropped = -1;
        OptionCursor options = options(block, PcapngLayout.STATISTICS_BODY);
        while (options.advance()) {
            switch (options.code()) {
                case PcapngLayout.STATISTICS_RECEIVED -> received = options.u64(received);
                case PcapngLayout.STATISTICS_DROPPED -> dropped = options.u64(dropped);
                default -> {}
            }
        }
        return new CaptureBlock.Statistics(position, of.device(), received, dropped);
    }

    private CaptureBlock skipped(Reason reason) {
        return new CaptureBlock.Skipped(position, reason);
    }

    private static boolean isShort(BlockView block, int body) {
        return block.length() < PcapngLayout.BLOCK_FRAME + body;
    }

    private static OptionCursor options(BlockView block, int body) {
        return new OptionCursor(
                block, PcapngLayout.BLOCK_START + body, block.length() - Integer.BYTES);
    }
}
