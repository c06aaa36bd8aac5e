package ismscope.device.vfio;

import static ismscope.device.vfio.RequestDecoder.ACCESS_LENGTH;
import static ismscope.device.vfio.RequestDecoder.DMA_MAP_LENGTH;
import static ismscope.device.vfio.RequestDecoder.DMA_UNMAP_LENGTH;
import static ismscope.device.vfio.RequestDecoder.FLAGS;
import static ismscope.device.vfio.RequestDecoder.INDEX;
import static ismscope.device.vfio.RequestDecoder.INFO_LENGTH;
import static ismscope.device.vfio.RequestDecoder.ITEMS;
import static ismscope.device.vfio.RequestDecoder.ITEM_DATA;
import static ismscope.device.vfio.RequestDecoder.ITEM_LENGTH;
import static ismscope.device.vfio.RequestDecoder.PAYLOAD;
import static ismscope.device.vfio.RequestDecoder.REGION_INFO_LENGTH;
import static ismscope.device.vfio.RequestDecoder.SET_IRQS_LENGTH;
import static ismscope.device.vfio.RequestDecoder.VERSION_TEXT;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import ismscope.device.memory.Words;
import ismscope.device.vfio.VfioRequest.DmaMap;
import ismscope.device.vfio.VfioRequest.DmaUnmap;
import ismscope.device.vfio.VfioRequest.Malformed;
import ismscope.device.vfio.VfioRequest.RegionWrite;
import ismscope.device.vfio.VfioRequest.SetIrqs;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Requests to bytes, as a client sends them; layouts: [RequestDecoder]. Threads: any.
public final class RequestEncoder {
    private RequestEncoder() {}

    /// Writes a request that a client sends.
    ///
    /// @param target has room for it
    /// @param flags of the header: 0 or [VfioHeader#NO_REPLY]
    /// @return bytes of the message
    /// @throws IllegalArgumentException if the request is one that only comes out of
    ///   [RequestDecoder]
    public static int encode(VfioRequest request, int id, int flags, MemorySegment target) {
        int payload = encodePayload(request, target);
        int size = PAYLOAD + payload;
        HeaderCodec.encode(new VfioHeader(id, codeOf(request), size, flags, 0), target);
        return size;
    }

    private static int codeOf(VfioRequest request) {
        VfioCommand command =
                switch (request) {
                    case VfioRequest.Version _ -> VfioCommand.VERSION;
                    case DmaMap _ -> VfioCommand.DMA_MAP;
                    case DmaUnmap _ -> VfioCommand.DMA_UNMAP;
                    case VfioRequest.DeviceInfo _ -> VfioCommand.DEVICE_GET_INFO;
                    case VfioRequest.RegionInfo _ -> VfioCommand.DEVICE_GET_REGION_INFO;
                    case VfioRequest.IrqInfo _ -> VfioCommand.DEVICE_GET_IRQ_INFO;
                    case SetIrqs _ -> VfioCommand.DEVICE_SET_IRQS;
                    case VfioRequest.RegionRead _ -> VfioCommand.REGION_READ;
                    case RegionWrite _ -> VfioCommand.REGION_WRITE;
                    case VfioRequest.RegionWrites _ -> VfioCommand.REGION_WRITE_MULTI;
                    case VfioRequest.Reset _ -> VfioCommand.DEVICE_RESET;
                    case VfioRequest.Unsupported _, Malformed _ ->
                            throw new IllegalArgumentException("cannot be sent: " + request);
                };
        return command.code();
    }

    private static int encodePayload(VfioRequest request, MemorySegment target) {
        return switch (request) {
            case VfioRequest.Version version -> {
                WireBytes.putU16(target, PAYLOAD, version.major());
                WireBytes.putU16(target, PAYLOAD + 2, version.minor());
                yield 4 + putText(version.text(), target, VERSION_TEXT);
            }
            case DmaMap map -> {
                putHead(target, DMA_MAP_LENGTH, map.flags());
                WireBytes.putU64(target, 24, map.offset());
                WireBytes.putU64(target, 32, map.address());
                WireBytes.putU64(target, 40, map.size());
                yield DMA_MAP_LENGTH;
            }
            case DmaUnmap unmap -> {
                putHead(target, DMA_UNMAP_LENGTH, unmap.flags());
                WireBytes.putU64(target, 24, unmap.address());
                WireBytes.putU64(target, 32, unmap.size());
                yield DMA_UNMAP_LENGTH;
            }
            case VfioRequest.DeviceInfo _ -> putInfo(target, INFO_LENGTH, INFO_LENGTH, 0);
            case VfioRequest.RegionInfo(int argsz, int index) ->
                    putInfo(target, REGION_INFO_LENGTH, argsz, index);
            case VfioRequest.IrqInfo(int index) -> putInfo(target, INFO_LENGTH, INFO_LENGTH, index);
            case SetIrqs irqs -> putIrqs(irqs, target);
            case VfioRequest.RegionRead read -> {
                putAccess(target, PAYLOAD, read.offset(), read.region(), read.count());
                yield ACCESS_LENGTH;
            }
            case RegionWrite write -> {
                putAccess(target, PAYLOAD, write.offset(), write.region(), write.count());
                Words.store(target, PAYLOAD + ACCESS_LENGTH, write.count(), write.value());
                yield ACCESS_LENGTH + write.count();
            }
            case VfioRequest.RegionWrites(List<RegionWrite> stores) -> putWrites(stores, target);
            case VfioRequest.Reset _, VfioRequest.Unsupported _, Malformed _ -> 0;
        };
    }

    /// {@return bytes of a text and the zero byte behind it, written}
    static int putText(VersionText text, MemorySegment target, int at) {
        byte[] json = text.json().getBytes(StandardCharsets.UTF_8);
        MemorySegment.copy(json, 0, target, JAVA_BYTE, at, json.length);
        target.set(JAVA_BYTE, at + json.length, (byte) 0);
        return json.length + 1;
    }

    private static void putHead(MemorySegment target, int argsz, int flags) {
        WireBytes.putI32(target, PAYLOAD, argsz);
        WireBytes.putI32(target, FLAGS, flags);
    }

    private static int putInfo(MemorySegment target, int length, int argsz, int index) {
        target.asSlice(PAYLOAD, length).fill((byte) 0);
        WireBytes.putI32(target, PAYLOAD, argsz);
        WireBytes.putI32(target, INDEX, index);
        return length;
    }

    private static int putIrqs(SetIrqs irqs, MemorySegment target) {
        putHead(target, SET_IRQS_LENGTH, irqs.flags());
        WireBytes.putI32(target, INDEX, irqs.index());
        WireBytes.putI32(target, 28, irqs.start());
        WireBytes.putI32(target, 32, irqs.count());
        int end = SET_IRQS_LENGTH;
        for (boolean fire : irqs.fire()) {
            target.set(JAVA_BYTE, PAYLOAD + end++, (byte) (fire ? 1 : 0));
        }
        return end;
    }

    private static int putWrites(List<RegionWrite> stores, MemorySegment target) {
        WireBytes.putU64(target, PAYLOAD, stores.size());
        int at = ITEMS;
        for (RegionWrite store : stores) {
            putAccess(target, at, store.offset(), store.region(), store.count());
            WireBytes.putU64(target, at + ITEM_DATA, store.value());
            at += ITEM_LENGTH;
        }
        return at - PAYLOAD;
    }

    private static void putAccess(
            MemorySegment target, int at, long offset, int region, int count) {
        WireBytes.putU64(target, at, offset);
        WireBytes.putI32(target, at + 8, region);
        WireBytes.putI32(target, at + 12, count);
    }
}
