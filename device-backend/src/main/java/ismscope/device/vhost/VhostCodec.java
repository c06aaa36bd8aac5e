package ismscope.device.vhost;

import static ismscope.device.vhost.VhostLayout.*;

import ismscope.device.protocol.Decoded;
import ismscope.device.protocol.Decoded.Fault;
import ismscope.device.protocol.Decoded.Malformed;
import ismscope.device.protocol.Decoded.Valid;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Bytes of vhost-user messages to values and back, for both ends of both channels.
///
/// Stateless and total: every input gives a value or one fault with its offset; a fault's code is
/// the request. Reserved fields are written as zeros and not looked at. Layouts: [VhostLayout].
/// Thread: any.
public final class VhostCodec {
    /// Bytes of a header.
    public static final int HEADER_LENGTH = HEADER_BYTES;

    private static final VarHandle LE64 =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LE32 =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private VhostCodec() {}

    /// Reads a header.
    public static Decoded<VhostHeader> decodeHeader(byte[] bytes) {
        if (bytes.length < HEADER_BYTES) {
            return new Malformed<>(Fault.CODE_CUT, bytes.length, Malformed.NO_CODE);
        }
        int request = le32(bytes, 0);
        int flags = le32(bytes, HEADER_FLAGS);
        int size = le32(bytes, HEADER_SIZE);
        if ((flags & VERSION_MASK) != VERSION) {
            return new Malformed<>(Fault.CODE_UNKNOWN, HEADER_FLAGS, request);
        }
        if (size < 0 || size > MOST_PAYLOAD) {
            return new Malformed<>(Fault.LONG, HEADER_SIZE, request);
        }
        return new Valid<>(
                new VhostHeader(
                        request, (flags & FLAG_REPLY) != 0, (flags & FLAG_NEED_REPLY) != 0, size));
    }

    /// Writes a header and room for the payload behind it.
    private static byte[] message(int request, int flags, int size) {
        byte[] bytes = new byte[HEADER_BYTES + size];
        LE32.set(bytes, 0, request);
        LE32.set(bytes, HEADER_FLAGS, VERSION | flags);
        LE32.set(bytes, HEADER_SIZE, size);
        return bytes;
    }

    /// Reads the payload of a front-end's message.
    public static Decoded<FrontEndMessage> decodeFrontEnd(int wire, byte[] payload) {
        FrontEndRequest request = FrontEndRequest.fromWire(wire);
        if (request == null) {
            return new Valid<>(new FrontEndMessage.Unknown(wire, payload.length));
        }
        int length = expectedLength(request, payload);
        if (payload.length != length) {
            Fault fault =
                    request.payloadBytes() == FrontEndRequest.VARIES
                            ? Fault.AREA_COUNT
                            : payload.length < length ? Fault.SHORT : Fault.LONG;
            return new Malformed<>(fault, Math.min(payload.length, Math.max(0, length)), wire);
        }
        return new Valid<>(frontEnd(request, payload));
    }

    /// {@return bytes that the payload must have by what its fields say, -1 if nothing fits}
    private static int expectedLength(FrontEndRequest request, byte[] payload) {
        if (request.payloadBytes() != FrontEndRequest.VARIES) {
            return request.payloadBytes();
        }
        if (request == FrontEndRequest.SET_MEM_TABLE) {
            int count = payload.length < TABLE_REGIONS ? -1 : le32(payload, 0);
            return count < 0 || count > MOST_REGIONS ? -1 : TABLE_REGIONS + count * REGION_BYTES;
        }
        int size = payload.length < CONFIG_BYTES ? -1 : le32(payload, 4);
        return size < 0 || size > MOST_CONFIG ? -1 : CONFIG_BYTES + size;
    }

    private static FrontEndMessage frontEnd(FrontEndRequest request, byte[] payload) {
        return switch (request) {
            case SET_FEATURES,
                    SET_VRING_KICK,
                    SET_VRING_CALL,
                    SET_VRING_ERR,
                    SET_PROTOCOL_FEATURES,
                    SET_STATUS ->
                    new FrontEndMessage.Value(request, le64(payload, 0));
            case SET_VRING_NUM, SET_VRING_BASE, GET_VRING_BASE, SET_VRING_ENABLE ->
                    new FrontEndMessage.VringState(request, le32(payload, 0), le32(payload, 4));
            case SET_VRING_ADDR ->
                    new FrontEndMessage.VringAddress(
                            le32(payload, 0),
                            le32(payload, 4),
                            le64(payload, 8),
                            le64(payload, 16),
                            le64(payload, 24),
                            le64(payload, 32));
            case SET_MEM_TABLE -> new FrontEndMessage.MemoryTable(regions(payload));
            case ADD_MEM_REG, REM_MEM_REG ->
                    new FrontEndMessage.SingleRegion(request, region(payload, Long.BYTES));
            case GET_CONFIG, SET_CONFIG ->
                    new FrontEndMessage.Config(request, configBytes(payload));
            default -> new FrontEndMessage.Plain(request);
        };
    }

    private static List<GuestRegionEntry> regions(byte[] payload) {
        List<GuestRegionEntry> regions = new ArrayList<>();
        for (int at = TABLE_REGIONS; at < payload.length; at += REGION_BYTES) {
            regions.add(region(payload, at));
        }
        return regions;
    }

    private static GuestRegionEntry region(byte[] payload, int at) {
        return new GuestRegionEntry(
                le64(payload, at),
                le64(payload, at + 8),
                le64(payload, at + 16),
                le64(payload, at + 24));
    }

    private static ConfigBytes configBytes(byte[] payload) {
        return new ConfigBytes(
                le32(payload, 0),
                le32(payload, 8),
                Arrays.copyOfRange(payload, CONFIG_BYTES, payload.length));
    }

    /// Writes a front-end's message, header included.
    ///
    /// @param needReply whether to ask for an answer
    public static byte[] encodeFrontEnd(FrontEndMessage message, boolean needReply) {
        int flags = needReply ? FLAG_NEED_REPLY : 0;
        int wire = message.wire();
        return switch (message) {
            case FrontEndMessage.Plain _ -> message(wire, flags, 0);
            case FrontEndMessage.Value(_, long value) -> number(wire, flags, value);
            case FrontEndMessage.VringState(_, int index, int number) ->
                    state(wire, flags, index, number);
            case FrontEndMessage.VringAddress address -> address(address, flags);
            case FrontEndMessage.MemoryTable(var regions) -> {
                byte[] bytes = message(wire, flags, TABLE_REGIONS + regions.size() * REGION_BYTES);
                LE32.set(bytes, HEADER_BYTES, regions.size());
                for (int i = 0; i < regions.size(); i++) {
                    putRegion(
                            bytes, HEADER_BYTES + TABLE_REGIONS + i * REGION_BYTES, regions.get(i));
                }
                yield bytes;
            }
            case FrontEndMessage.SingleRegion(_, var region) -> {
                byte[] bytes = message(wire, flags, SINGLE_REGION_BYTES);
                putRegion(bytes, HEADER_BYTES + Long.BYTES, region);
                yield bytes;
            }
            case FrontEndMessage.Config(_, var config) -> config(wire, flags, config);
            case FrontEndMessage.Unknown(_, int length) -> message(wire, flags, length);
        };
    }

    private static byte[] number(int wire, int flags, long value) {
        byte[] bytes = message(wire, flags, Long.BYTES);
        LE64.set(bytes, HEADER_BYTES, value);
        return bytes;
    }

    private static byte[] state(int wire, int flags, int index, int number) {
        byte[] bytes = message(wire, flags, VRING_STATE_BYTES);
        LE32.set(bytes, HEADER_BYTES, index);
        LE32.set(bytes, HEADER_BYTES + 4, number);
        return bytes;
    }

    private static byte[] address(FrontEndMessage.VringAddress address, int flags) {
        byte[] bytes = message(address.wire(), flags, VRING_ADDRESS_BYTES);
        LE32.set(bytes, HEADER_BYTES, address.index());
        LE32.set(bytes, HEADER_BYTES + 4, address.flags());
        LE64.set(bytes, HEADER_BYTES + 8, address.descriptor());
        LE64.set(bytes, HEADER_BYTES + 16, address.used());
        LE64.set(bytes, HEADER_BYTES + 24, address.available());
        LE64.set(bytes, HEADER_BYTES + 32, address.log());
        return bytes;
    }

    private static void putRegion(byte[] bytes, int at, GuestRegionEntry region) {
        LE64.set(bytes, at, region.guestAddress());
        LE64.set(bytes, at + 8, region.size());
        LE64.set(bytes, at + 16, region.userAddress());
        LE64.set(bytes, at + 24, region.fileOffset());
    }

    private static byte[] config(int wire, int flags, ConfigBytes config) {
        byte[] content = config.bytes();
        byte[] bytes = message(wire, flags, CONFIG_BYTES + content.length);
        LE32.set(bytes, HEADER_BYTES, config.offset());
        LE32.set(bytes, HEADER_BYTES + 4, content.length);
        LE32.set(bytes, HEADER_BYTES + 8, config.flags());
        System.arraycopy(content, 0, bytes, HEADER_BYTES + CONFIG_BYTES, content.length);
        return bytes;
    }

    /// Reads the payload of a back-end's reply to a request; what has no reply of its own is
    /// answered with a number.
    public static Decoded<BackEndReply> decodeReply(int wire, byte[] payload) {
        FrontEndRequest request = FrontEndRequest.fromWire(wire);
        if (request == FrontEndRequest.GET_CONFIG) {
            int length = expectedLength(request, payload);
            return payload.length == length
                    ? new Valid<>(new BackEndReply.Config(configBytes(payload)))
                    : new Malformed<>(
                            Fault.AREA_COUNT, Math.min(payload.length, Math.max(0, length)), wire);
        }
        int length = request == FrontEndRequest.GET_SHMEM_CONFIG ? SHMEM_CONFIG_BYTES : Long.BYTES;
        if (payload.length != length) {
            Fault fault = payload.length < length ? Fault.SHORT : Fault.LONG;
            return new Malformed<>(fault, Math.min(payload.length, length), wire);
        }
        if (request == FrontEndRequest.GET_SHMEM_CONFIG) {
            return new Valid<>(sharedMemory(payload));
        }
        return new Valid<>(
                request == FrontEndRequest.GET_VRING_BASE
                        ? new BackEndReply.VringState(le32(payload, 0), le32(payload, 4))
                        : new BackEndReply.Value(le64(payload, 0)));
    }

    private static BackEndReply sharedMemory(byte[] payload) {
        List<Long> sizes = new ArrayList<>();
        int used = 0;
        for (int id = 0; id < SHMEM_IDS; id++) {
            long size = le64(payload, SHMEM_SIZES + id * Long.BYTES);
            sizes.add(size);
            used = size == 0 ? used : id + 1;
        }
        return new BackEndReply.SharedMemory(sizes.subList(0, used));
    }

    /// Writes a back-end's reply to a request, header included.
    public static byte[] encodeReply(int wire, BackEndReply reply) {
        return switch (reply) {
            case BackEndReply.Value(long value) -> number(wire, FLAG_REPLY, value);
            case BackEndReply.VringState(int index, int number) ->
                    state(wire, FLAG_REPLY, index, number);
            case BackEndReply.Config(var config) -> config(wire, FLAG_REPLY, config);
            case BackEndReply.SharedMemory(var sizes) -> {
                byte[] bytes = message(wire, FLAG_REPLY, SHMEM_CONFIG_BYTES);
                LE32.set(
                        bytes,
                        HEADER_BYTES,
                        (int) sizes.stream().filter(size -> size != 0).count());
                for (int id = 0; id < sizes.size(); id++) {
                    LE64.set(bytes, HEADER_BYTES + SHMEM_SIZES + id * Long.BYTES, sizes.get(id));
                }
                yield bytes;
            }
        };
    }

    /// Reads the payload of a back-end's message.
    public static Decoded<BackEndMessage> decodeBackEnd(int wire, byte[] payload) {
        int length =
                switch (wire) {
                    case BackEndMessage.CONFIG_CHANGE -> 0;
                    case BackEndMessage.SHMEM_MAP, BackEndMessage.SHMEM_UNMAP -> SHMEM_MAP_BYTES;
                    default -> -1;
                };
        if (length < 0) {
            return new Malformed<>(Fault.CODE_UNKNOWN, 0, wire);
        }
        if (payload.length != length) {
            Fault fault = payload.length < length ? Fault.SHORT : Fault.LONG;
            return new Malformed<>(fault, Math.min(payload.length, length), wire);
        }
        return new Valid<>(
                switch (wire) {
                    case BackEndMessage.SHMEM_MAP -> new BackEndMessage.Map(piece(payload));
                    case BackEndMessage.SHMEM_UNMAP -> new BackEndMessage.Unmap(piece(payload));
                    default -> new BackEndMessage.ConfigChange();
                });
    }

    private static SharedPiece piece(byte[] payload) {
        return new SharedPiece(
                Byte.toUnsignedInt(payload[0]),
                le64(payload, 8),
                le64(payload, 16),
                le64(payload, 24),
                le64(payload, 32));
    }

    /// Writes a back-end's message, header included; it always asks for an answer, but for a change
    /// of the configuration.
    public static byte[] encodeBackEnd(BackEndMessage message) {
        return switch (message) {
            case BackEndMessage.ConfigChange _ -> message(message.wire(), 0, 0);
            case BackEndMessage.Map(SharedPiece piece) -> piece(message.wire(), piece);
            case BackEndMessage.Unmap(SharedPiece piece) -> piece(message.wire(), piece);
        };
    }

    private static byte[] piece(int wire, SharedPiece piece) {
        byte[] bytes = message(wire, FLAG_NEED_REPLY, SHMEM_MAP_BYTES);
        bytes[HEADER_BYTES] = (byte) piece.id();
        LE64.set(bytes, HEADER_BYTES + 8, piece.fileOffset());
        LE64.set(bytes, HEADER_BYTES + 16, piece.offset());
        LE64.set(bytes, HEADER_BYTES + 24, piece.length());
        LE64.set(bytes, HEADER_BYTES + 32, piece.flags());
        return bytes;
    }

    /// Reads the number that answers a back-end's message.
    public static Decoded<BackEndReply.Value> decodeAnswer(int wire, byte[] payload) {
        if (payload.length != Long.BYTES) {
            Fault fault = payload.length < Long.BYTES ? Fault.SHORT : Fault.LONG;
            return new Malformed<>(fault, Math.min(payload.length, Long.BYTES), wire);
        }
        return new Valid<>(new BackEndReply.Value(le64(payload, 0)));
    }

    private static long le64(byte[] bytes, int offset) {
        return (long) LE64.get(bytes, offset);
    }

    private static int le32(byte[] bytes, int offset) {
        return (int) LE32.get(bytes, offset);
    }
}
