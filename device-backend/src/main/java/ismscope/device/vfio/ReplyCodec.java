package ismscope.device.vfio;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import ismscope.device.memory.Words;
import ismscope.device.vfio.VfioReply.Malformed;
import ismscope.device.vfio.VfioReply.Sparse;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Replies to and from bytes: stateless and total, every message is a reply to the command or one
/// [VfioReply.Malformed].
///
/// Structures are those of the requests ([RequestDecoder]), filled in; behind GET_REGION_INFO there
/// may be one capability:
///
/// ```
/// 48 id u16 = 1  50 version u16 = 1  52 next u32 = 0  56 areas u32  60 reserved u32
/// 64 for each area: offset u64, size u64
/// ```
///
/// Spec: vfio-user protocol, "VFIO-USER Message Payloads". Threads: any.
public final class ReplyCodec {
    /// Bytes of GET_REGION_INFO behind the header, without capabilities.
    public static final int REGION_INFO_LENGTH = 32;

    private static final int PAYLOAD = VfioHeader.LENGTH;
    private static final int VERSION_TEXT = PAYLOAD + 4;
    private static final int FLAGS = PAYLOAD + 4;
    private static final int INDEX = PAYLOAD + 8;
    private static final int UNMAP_LENGTH = 24;
    private static final int INFO_LENGTH = 16;
    private static final int ACCESS_LENGTH = 16;
    private static final int CAPABILITY = PAYLOAD + REGION_INFO_LENGTH;
    private static final int CAPABILITY_LENGTH = 16;
    private static final int AREA_LENGTH = 16;
    private static final int SPARSE_MMAP = 1;
    private static final int MOST_AREAS = 64;

    private ReplyCodec() {}

    /// {@return bytes behind the header that GET_REGION_INFO needs for so many areas}
    public static int regionInfoLength(int areas) {
        return areas == 0
                ? REGION_INFO_LENGTH
                : REGION_INFO_LENGTH + CAPABILITY_LENGTH + areas * AREA_LENGTH;
    }

    /// {@return bytes of a whole VERSION reply}
    public static int versionLength(VersionText text) {
        return VERSION_TEXT + text.json().getBytes(StandardCharsets.UTF_8).length + 1;
    }

    /// Writes a reply.
    ///
    /// @param request header of the request
    /// @param target has room for it
    /// @return bytes of the message
    public static int encode(VfioReply reply, VfioHeader request, MemorySegment target) {
        int size = PAYLOAD + encodePayload(reply, target);
        boolean failed = reply instanceof VfioReply.Failed;
        int flags = VfioHeader.REPLY | (failed ? VfioHeader.ERROR : 0);
        int error = reply instanceof VfioReply.Failed(int errno) ? errno : 0;
        HeaderCodec.encode(
                new VfioHeader(request.id(), request.command(), size, flags, error), target);
        return size;
    }

    private static int encodePayload(VfioReply reply, MemorySegment target) {
        return switch (reply) {
            case VfioReply.Loaded loaded -> {
                putAccess(target, loaded.offset(), loaded.region(), loaded.count());
                Words.store(target, PAYLOAD + ACCESS_LENGTH, loaded.count(), loaded.value());
                yield ACCESS_LENGTH + loaded.count();
            }
            case VfioReply.LoadedBytes(long offset, int region, byte[] bytes) -> {
                putAccess(target, offset, region, bytes.length);
                MemorySegment.copy(
                        bytes, 0, target, JAVA_BYTE, PAYLOAD + ACCESS_LENGTH, bytes.length);
                yield ACCESS_LENGTH + bytes.length;
            }
            case VfioReply.Stored(long offset, int region, int count) -> {
                putAccess(target, offset, region, count);
                yield ACCESS_LENGTH;
            }
            case VfioReply.Version(int major, int minor, VersionText text) -> {
                WireBytes.putU16(target, PAYLOAD, major);
                WireBytes.putU16(target, PAYLOAD + 2, minor);
                yield 4 + RequestEncoder.putText(text, target, VERSION_TEXT);
            }
            case VfioReply.Unmapped(int flags, long address, long size) -> {
                WireBytes.putI32(target, PAYLOAD, UNMAP_LENGTH);
                WireBytes.putI32(target, FLAGS, flags);
                WireBytes.putU64(target, 24, address);
                WireBytes.putU64(target, 32, size);
                yield UNMAP_LENGTH;
            }
            case VfioReply.DeviceInfo(int flags, int regions, int irqs) ->
                    putInfo(target, flags, regions, irqs);
            case VfioReply.IrqInfo(int flags, int index, int count) ->
                    putInfo(target, flags, index, count);
            case VfioReply.RegionInfo info -> putRegion(info, target);
            case VfioReply.Done _, VfioReply.Failed _ -> 0;
            case Malformed _ -> throw new IllegalArgumentException("cannot be sent: " + reply);
        };
    }

    private static void putAccess(MemorySegment target, long offset, int region, int count) {
        WireBytes.putU64(target, PAYLOAD, offset);
        WireBytes.putI32(target, INDEX, region);
        WireBytes.putI32(target, PAYLOAD + 12, count);
    }

    private static int putInfo(MemorySegment target, int flags, int third, int fourth) {
        WireBytes.putI32(target, PAYLOAD, INFO_LENGTH);
        WireBytes.putI32(target, FLAGS, flags);
        WireBytes.putI32(target, INDEX, third);
        WireBytes.putI32(target, PAYLOAD + 12, fourth);
        return INFO_LENGTH;
    }

    private static int putRegion(VfioReply.RegionInfo info, MemorySegment target) {
        boolean capability = !info.mappable().isEmpty();
        putInfo(target, info.flags(), info.index(), capability ? REGION_INFO_LENGTH : 0);
        WireBytes.putI32(target, PAYLOAD, info.argsz());
        WireBytes.putU64(target, 32, info.size());
        WireBytes.putU64(target, 40, info.offset());
        if (!capability) {
            return REGION_INFO_LENGTH;
        }
        WireBytes.putU16(target, CAPABILITY, SPARSE_MMAP);
        WireBytes.putU16(target, CAPABILITY + 2, 1);
        WireBytes.putI32(target, CAPABILITY + 4, 0);
        WireBytes.putI32(target, CAPABILITY + 8, info.mappable().size());
        WireBytes.putI32(target, CAPABILITY + 12, 0);
        int at = CAPABILITY + CAPABILITY_LENGTH;
        for (Sparse area : info.mappable()) {
            WireBytes.putU64(target, at, area.offset());
            WireBytes.putU64(target, at + 8, area.size());
            at += AREA_LENGTH;
        }
        return at - PAYLOAD;
    }

    /// {@return the reply in a message}
    ///
    /// @param length bytes of the message
    public static VfioReply decode(MemorySegment bytes, int length) {
        if (length < VfioHeader.LENGTH) {
            return new Malformed(VfioFault.SIZE, length, length);
        }
        VfioHeader header = HeaderCodec.decode(bytes, 0);
        if (header.size() != length) {
            return new Malformed(VfioFault.SIZE, 4, Integer.toUnsignedLong(header.size()));
        }
        if (!header.isReply()) {
            return new Malformed(VfioFault.TYPE, 8, header.flags());
        }
        MemorySegment message = bytes.asSlice(0, length);
        if (header.isFailure()) {
            return length == VfioHeader.LENGTH
                    ? new VfioReply.Failed(header.error())
                    : cut(message);
        }
        VfioCommand command = VfioCommand.fromCode(header.command());
        return command == null
                ? new Malformed(VfioFault.TYPE, 2, header.command())
                : decode(command, message);
    }

    private static Malformed cut(MemorySegment message) {
        return new Malformed(VfioFault.LENGTH, (int) message.byteSize(), payload(message));
    }

    private static int payload(MemorySegment message) {
        return (int) message.byteSize() - PAYLOAD;
    }

    private static VfioReply decode(VfioCommand command, MemorySegment message) {
        return switch (command) {
            case REGION_READ -> loaded(message);
            case REGION_WRITE ->
                    payload(message) == ACCESS_LENGTH
                            ? new VfioReply.Stored(
                                    WireBytes.u64(message, PAYLOAD),
                                    WireBytes.i32(message, INDEX),
                                    WireBytes.i32(message, PAYLOAD + 12))
                            : cut(message);
            case VERSION -> version(message);
            case DMA_UNMAP ->
                    payload(message) == UNMAP_LENGTH
                            ? new VfioReply.Unmapped(
                                    WireBytes.i32(message, FLAGS),
                                    WireBytes.u64(message, 24),
                                    WireBytes.u64(message, 32))
                            : cut(message);
            case DEVICE_GET_INFO ->
                    payload(message) == INFO_LENGTH
                            ? new VfioReply.DeviceInfo(
                                    WireBytes.i32(message, FLAGS),
                                    WireBytes.i32(message, INDEX),
                                    WireBytes.i32(message, PAYLOAD + 12))
                            : cut(message);
            case DEVICE_GET_IRQ_INFO ->
                    payload(message) == INFO_LENGTH
                            ? new VfioReply.IrqInfo(
                                    WireBytes.i32(message, FLAGS),
                                    WireBytes.i32(message, INDEX),
                                    WireBytes.i32(message, PAYLOAD + 12))
                            : cut(message);
            case DEVICE_GET_REGION_INFO -> region(message);
            default ->
                    message.byteSize() == VfioHeader.LENGTH ? new VfioReply.Done() : cut(message);
        };
    }

    private static VfioReply loaded(MemorySegment message) {
        int carried = payload(message) - ACCESS_LENGTH;
        if (carried < 0) {
            return cut(message);
        }
        int count = WireBytes.i32(message, PAYLOAD + 12);
        if (count != carried || count == 0) {
            return new Malformed(VfioFault.COUNT, PAYLOAD + 12, Integer.toUnsignedLong(count));
        }
        long offset = WireBytes.u64(message, PAYLOAD);
        int region = WireBytes.i32(message, INDEX);
        int data = PAYLOAD + ACCESS_LENGTH;
        return count <= Long.BYTES
                ? new VfioReply.Loaded(offset, region, count, Words.load(message, data, count))
                : new VfioReply.LoadedBytes(
                        offset, region, message.asSlice(data, count).toArray(JAVA_BYTE));
    }

    private static VfioReply version(MemorySegment message) {
        if (payload(message) < VERSION_TEXT - PAYLOAD + 1) {
            return cut(message);
        }
        VersionText text = RequestDecoder.text(message);
        return text == null
                ? new Malformed(VfioFault.TEXT, VERSION_TEXT, message.byteSize())
                : new VfioReply.Version(
                        WireBytes.u16(message, PAYLOAD), WireBytes.u16(message, PAYLOAD + 2), text);
    }

    private static VfioReply region(MemorySegment message) {
        if (payload(message) < REGION_INFO_LENGTH) {
            return cut(message);
        }
        List<Sparse> areas = new ArrayList<>();
        int capability = WireBytes.i32(message, PAYLOAD + 12);
        if (capability == 0 && payload(message) != REGION_INFO_LENGTH) {
            return cut(message);
        }
        if (capability != 0) {
            if (capability != REGION_INFO_LENGTH
                    || payload(message) < REGION_INFO_LENGTH + CAPABILITY_LENGTH
                    || WireBytes.u16(message, CAPABILITY) != SPARSE_MMAP) {
                return new Malformed(VfioFault.RANGE, PAYLOAD + 12, capability);
            }
            int count = WireBytes.i32(message, CAPABILITY + 8);
            if (count < 1 || count > MOST_AREAS || payload(message) != regionInfoLength(count)) {
                return new Malformed(
                        VfioFault.COUNT, CAPABILITY + 8, Integer.toUnsignedLong(count));
            }
            for (int i = 0; i < count; i++) {
                int at = CAPABILITY + CAPABILITY_LENGTH + i * AREA_LENGTH;
                areas.add(new Sparse(WireBytes.u64(message, at), WireBytes.u64(message, at + 8)));
            }
        }
        return new VfioReply.RegionInfo(
                WireBytes.i32(message, PAYLOAD),
                WireBytes.i32(message, FLAGS),
                WireBytes.i32(message, INDEX),
                WireBytes.u64(message, 32),
                WireBytes.u64(message, 40),
                List.copyOf(areas));
    }
}
