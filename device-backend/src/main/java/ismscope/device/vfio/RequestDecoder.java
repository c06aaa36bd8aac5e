package ismscope.device.vfio;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import ismscope.device.memory.Words;
import ismscope.device.vfio.VfioRequest.DmaMap;
import ismscope.device.vfio.VfioRequest.DmaUnmap;
import ismscope.device.vfio.VfioRequest.Malformed;
import ismscope.device.vfio.VfioRequest.RegionWrite;
import ismscope.device.vfio.VfioRequest.SetIrqs;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Requests from bytes: stateless and total, every message is a request or one
/// [VfioRequest.Malformed].
///
/// Offsets below count from the start of the message. Everything is little-endian.
///
/// ```
/// VERSION            16 major u16   18 minor u16  20 JSON, ended by a zero byte
/// DMA_MAP            16 argsz u32   20 flags u32  24 offset u64  32 address u64  40 size u64
/// DMA_UNMAP          16 argsz u32   20 flags u32  24 address u64 32 size u64
/// GET_INFO           16 argsz u32   20 flags u32  24 regions u32 28 irqs u32
/// GET_REGION_INFO    16 argsz u32   20 flags u32  24 index u32   28 cap_offset u32
///                    32 size u64    40 offset u64
/// GET_IRQ_INFO       16 argsz u32   20 flags u32  24 index u32   28 count u32
/// SET_IRQS           16 argsz u32   20 flags u32  24 index u32   28 start u32
///                    32 count u32   36 one byte for each vector, with DATA_BOOL
/// REGION_READ        16 offset u64  24 region u32 28 count u32
/// REGION_WRITE       16 offset u64  24 region u32 28 count u32   32 count bytes
/// REGION_WRITE_MULTI 16 number u64  24 number times: offset u64, region u32, count u32, 8 bytes
/// ```
///
/// Spec: vfio-user protocol, "VFIO-USER Message Payloads". Threads: any. The other way:
/// [RequestEncoder].
public final class RequestDecoder {
    static final int PAYLOAD = VfioHeader.LENGTH;
    static final int VERSION_TEXT = PAYLOAD + 4;
    static final int FLAGS = PAYLOAD + 4;
    static final int DMA_MAP_LENGTH = 32;
    static final int DMA_UNMAP_LENGTH = 24;
    static final int INFO_LENGTH = 16;
    static final int REGION_INFO_LENGTH = 32;
    static final int SET_IRQS_LENGTH = 20;
    static final int ACCESS_LENGTH = 16;
    static final int ITEMS = PAYLOAD + 8;
    static final int ITEM_LENGTH = 24;
    static final int ITEM_DATA = 16;
    static final int INDEX = PAYLOAD + 8;

    private RequestDecoder() {}

    /// {@return the request in a message}
    ///
    /// @param length bytes of the message
    public static VfioRequest decode(MemorySegment bytes, long at, int length) {
        if (length < VfioHeader.LENGTH) {
            return new Malformed(VfioFault.SIZE, length, length);
        }
        VfioHeader header = HeaderCodec.decode(bytes, at);
        if (header.size() != length) {
            return new Malformed(VfioFault.SIZE, 4, Integer.toUnsignedLong(header.size()));
        }
        if (!header.isRequest()) {
            return new Malformed(VfioFault.TYPE, 8, header.flags());
        }
        VfioCommand command = VfioCommand.fromCode(header.command());
        if (command == null) {
            return new VfioRequest.Unsupported(header.command());
        }
        return decode(command, bytes.asSlice(at, length));
    }

    private static VfioRequest decode(VfioCommand command, MemorySegment message) {
        return switch (command) {
            case REGION_WRITE -> write(message);
            case REGION_READ -> read(message);
            case REGION_WRITE_MULTI -> writes(message);
            case VERSION -> version(message);
            case DMA_MAP -> map(message);
            case DMA_UNMAP -> unmap(message);
            case DEVICE_GET_INFO -> {
                Malformed bad = structure(message, INFO_LENGTH);
                yield bad == null ? new VfioRequest.DeviceInfo() : bad;
            }
            case DEVICE_GET_REGION_INFO -> {
                Malformed bad = structure(message, REGION_INFO_LENGTH);
                yield bad == null
                        ? new VfioRequest.RegionInfo(i32(message, PAYLOAD), i32(message, INDEX))
                        : bad;
            }
            case DEVICE_GET_IRQ_INFO -> {
                Malformed bad = structure(message, INFO_LENGTH);
                yield bad == null ? new VfioRequest.IrqInfo(i32(message, INDEX)) : bad;
            }
            case DEVICE_SET_IRQS -> setIrqs(message);
            case DEVICE_RESET -> {
                Malformed bad = exactly(message, 0);
                yield bad == null ? new VfioRequest.Reset() : bad;
            }
            case DEVICE_GET_REGION_IO_FDS,
                    DMA_READ,
                    DMA_WRITE,
                    DIRTY_PAGES,
                    DEVICE_FEATURE,
                    MIG_DATA_READ,
                    MIG_DATA_WRITE ->
                    new VfioRequest.Unsupported(command.code());
        };
    }

    private static int payload(MemorySegment message) {
        return (int) message.byteSize() - PAYLOAD;
    }

    private static int i32(MemorySegment message, int at) {
        return WireBytes.i32(message, at);
    }

    private static @Nullable Malformed exactly(MemorySegment message, int length) {
        int found = payload(message);
        return found == length
                ? null
                : new Malformed(VfioFault.LENGTH, PAYLOAD + Math.min(found, length), found);
    }

    private static @Nullable Malformed atLeast(MemorySegment message, int length) {
        int found = payload(message);
        return found >= length ? null : new Malformed(VfioFault.LENGTH, PAYLOAD + found, found);
    }

    /// A structure that begins with `argsz`.
    private static @Nullable Malformed structure(MemorySegment message, int length) {
        Malformed bad = exactly(message, length);
        return bad == null ? argsz(message, length) : bad;
    }

    private static @Nullable Malformed argsz(MemorySegment message, int length) {
        int found = i32(message, PAYLOAD);
        return Integer.compareUnsigned(found, length) >= 0
                ? null
                : new Malformed(VfioFault.ARGSZ, PAYLOAD, Integer.toUnsignedLong(found));
    }

    private static VfioRequest version(MemorySegment message) {
        Malformed bad = atLeast(message, VERSION_TEXT - PAYLOAD + 1);
        if (bad != null) {
            return bad;
        }
        VersionText text = text(message);
        return text == null
                ? new Malformed(VfioFault.TEXT, VERSION_TEXT, message.byteSize())
                : new VfioRequest.Version(
                        WireBytes.u16(message, PAYLOAD), WireBytes.u16(message, PAYLOAD + 2), text);
    }

    /// {@return the text of a VERSION message that has room for one, null if it is none}
    static @Nullable VersionText text(MemorySegment message) {
        long end = message.byteSize() - 1;
        byte[] bytes = message.asSlice(VERSION_TEXT, end - VERSION_TEXT).toArray(JAVA_BYTE);
        return message.get(JAVA_BYTE, end) == 0
                ? VersionText.parse(new String(bytes, StandardCharsets.UTF_8))
                : null;
    }

    private static VfioRequest map(MemorySegment message) {
        Malformed bad = structure(message, DMA_MAP_LENGTH);
        if (bad != null) {
            return bad;
        }
        int flags = i32(message, FLAGS);
        if ((flags & ~(DmaMap.READABLE | DmaMap.WRITABLE)) != 0 || flags == 0) {
            return new Malformed(VfioFault.FLAGS, FLAGS, flags);
        }
        long address = WireBytes.u64(message, 32);
        long size = WireBytes.u64(message, 40);
        return isRange(address, size)
                ? new DmaMap(flags, WireBytes.u64(message, 24), address, size)
                : new Malformed(VfioFault.RANGE, 40, size);
    }

    private static boolean isRange(long address, long size) {
        return size != 0 && Long.compareUnsigned(address + (size - 1), address) >= 0;
    }

    private static VfioRequest unmap(MemorySegment message) {
        Malformed bad = structure(message, DMA_UNMAP_LENGTH);
        if (bad != null) {
            return bad;
        }
        int flags = i32(message, FLAGS);
        if ((flags & ~DmaUnmap.ALL) != 0) {
            return new Malformed(VfioFault.FLAGS, FLAGS, flags);
        }
        long address = WireBytes.u64(message, 24);
        long size = WireBytes.u64(message, 32);
        boolean fits = flags == DmaUnmap.ALL ? (address | size) == 0 : isRange(address, size);
        return fits ? new DmaUnmap(flags, address, size) : new Malformed(VfioFault.RANGE, 32, size);
    }

    private static VfioRequest setIrqs(MemorySegment message) {
        Malformed bad = atLeast(message, SET_IRQS_LENGTH);
        bad = bad == null ? argsz(message, SET_IRQS_LENGTH) : bad;
        if (bad != null) {
            return bad;
        }
        int flags = i32(message, FLAGS);
        int data = flags & (SetIrqs.DATA_NONE | SetIrqs.DATA_BOOL | SetIrqs.DATA_EVENTFD);
        int action = flags & (SetIrqs.MASK | SetIrqs.UNMASK | SetIrqs.TRIGGER);
        if ((data | action) != flags
                || Integer.bitCount(data) != 1
                || Integer.bitCount(action) != 1) {
            return new Malformed(VfioFault.FLAGS, FLAGS, flags);
        }
        int count = i32(message, 32);
        int carried = payload(message) - SET_IRQS_LENGTH;
        if (carried != (data == SetIrqs.DATA_BOOL ? count : 0)) {
            return new Malformed(VfioFault.COUNT, 32, Integer.toUnsignedLong(count));
        }
        List<Boolean> fire = new ArrayList<>(carried);
        for (int i = 0; i < carried; i++) {
            fire.add(message.get(JAVA_BYTE, PAYLOAD + SET_IRQS_LENGTH + i) != 0);
        }
        return new SetIrqs(flags, i32(message, INDEX), i32(message, 28), count, List.copyOf(fire));
    }

    private static VfioRequest read(MemorySegment message) {
        Malformed bad = exactly(message, ACCESS_LENGTH);
        if (bad != null) {
            return bad;
        }
        int count = i32(message, PAYLOAD + 12);
        return count > 0
                ? new VfioRequest.RegionRead(
                        WireBytes.u64(message, PAYLOAD), i32(message, INDEX), count)
                : new Malformed(VfioFault.WIDTH, PAYLOAD + 12, Integer.toUnsignedLong(count));
    }

    private static VfioRequest write(MemorySegment message) {
        Malformed bad = atLeast(message, ACCESS_LENGTH);
        if (bad != null) {
            return bad;
        }
        int count = i32(message, PAYLOAD + 12);
        if (count < 1 || count > Long.BYTES) {
            return new Malformed(VfioFault.WIDTH, PAYLOAD + 12, Integer.toUnsignedLong(count));
        }
        if (count != payload(message) - ACCESS_LENGTH) {
            return new Malformed(VfioFault.COUNT, PAYLOAD + 12, Integer.toUnsignedLong(count));
        }
        return new RegionWrite(
                WireBytes.u64(message, PAYLOAD),
                i32(message, INDEX),
                count,
                Words.load(message, PAYLOAD + ACCESS_LENGTH, count));
    }

    private static VfioRequest writes(MemorySegment message) {
        Malformed bad = atLeast(message, ITEMS - PAYLOAD);
        if (bad != null) {
            return bad;
        }
        long number = WireBytes.u64(message, PAYLOAD);
        if (number < 0
                || number > VfioRequest.RegionWrites.MOST
                || message.byteSize() != ITEMS + number * ITEM_LENGTH) {
            return new Malformed(VfioFault.COUNT, PAYLOAD, number);
        }
        RegionWrite[] stores = new RegionWrite[(int) number];
        for (int i = 0; i < stores.length; i++) {
            int item = ITEMS + i * ITEM_LENGTH;
            int count = i32(message, item + 12);
            if (count < 1 || count > Long.BYTES) {
                return new Malformed(VfioFault.WIDTH, item + 12, Integer.toUnsignedLong(count));
            }
            stores[i] =
                    new RegionWrite(
                            WireBytes.u64(message, item),
                            i32(message, item + 8),
                            count,
                            Words.load(message, item + ITEM_DATA, count));
        }
        return new VfioRequest.RegionWrites(List.of(stores));
    }
}
