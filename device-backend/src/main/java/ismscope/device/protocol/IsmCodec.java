package ismscope.device.protocol;

import static ismscope.device.protocol.IsmLayout.*;

import ismscope.device.protocol.Decoded.Fault;
import ismscope.device.protocol.Decoded.Malformed;
import ismscope.device.protocol.Decoded.Valid;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Bytes of virtio-ism structures to values and back.
///
/// Stateless and total: every input gives a value or one fault with its offset, nothing throws on
/// what a guest can send. Device, driver and inspector read with the same code. Layouts:
/// [IsmLayout]. Draft: virtio-ism draft v1. Thread: any.
public final class IsmCodec {
    private static final VarHandle LE64 =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LE32 =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private IsmCodec() {}

    /// Reads the device-readable part of a control chain, whole.
    public static Decoded<ControlCommand> decodeCommand(byte[] bytes) {
        if (bytes.length < COMMAND_DATA) {
            return new Malformed<>(Fault.CODE_CUT, bytes.length, Malformed.NO_CODE);
        }
        int wire = ((bytes[COMMAND_CLASS] & 0xff) << 8) | (bytes[COMMAND_NUMBER] & 0xff);
        CommandCode code = CommandCode.fromWire(wire);
        if (code == null) {
            return new Malformed<>(Fault.CODE_UNKNOWN, COMMAND_CLASS, wire);
        }
        int data = bytes.length - COMMAND_DATA;
        if (data == code.dataLength() || data == code.paddedLength()) {
            return new Valid<>(command(code, bytes));
        }
        if (data < code.dataLength()) {
            return new Malformed<>(Fault.SHORT, bytes.length, wire);
        }
        return new Malformed<>(Fault.LONG, COMMAND_DATA + code.dataLength(), wire);
    }

    private static ControlCommand command(CommandCode code, byte[] bytes) {
        return switch (code) {
            case ALLOC_REGION -> new ControlCommand.AllocRegion(le64(bytes, ALLOC_SIZE));
            case ATTACH_REGION ->
                    new ControlCommand.AttachRegion(
                            le64(bytes, TOKEN), (int) LE32.get(bytes, ATTACH_RW_PERM));
            case DETACH_REGION -> new ControlCommand.DetachRegion(le64(bytes, TOKEN));
            case GRANT_SET_DEFAULT ->
                    new ControlCommand.GrantDefault(le64(bytes, TOKEN), permissions(bytes));
            case GRANT_SET_FOR_DEVICE ->
                    new ControlCommand.GrantDevice(
                            le64(bytes, TOKEN), permissions(bytes), le64(bytes, GRANT_PEER_DEVID));
            case EVENT_VECTOR_SET ->
                    new ControlCommand.SetEventVector(
                            le64(bytes, TOKEN), le64(bytes, EVENT_VECTOR));
        };
    }

    private static PermissionSet permissions(byte[] bytes) {
        return new PermissionSet(le64(bytes, GRANT_PERMISSIONS));
    }

    /// Writes the device-readable part of a control chain; ATTACH_REGION without padding.
    public static byte[] encodeCommand(ControlCommand command) {
        int wire = command.code();
        CommandCode code = CommandCode.fromWire(wire);
        if (code == null) {
            throw new IllegalArgumentException("command without a code: " + command);
        }
        byte[] bytes = new byte[COMMAND_DATA + code.dataLength()];
        bytes[COMMAND_CLASS] = (byte) (wire >> 8);
        bytes[COMMAND_NUMBER] = (byte) wire;
        switch (command) {
            case ControlCommand.AllocRegion(long size) -> LE64.set(bytes, ALLOC_SIZE, size);
            case ControlCommand.AttachRegion(long token, int rwPermissions) -> {
                LE64.set(bytes, TOKEN, token);
                LE32.set(bytes, ATTACH_RW_PERM, rwPermissions);
            }
            case ControlCommand.DetachRegion(long token) -> LE64.set(bytes, TOKEN, token);
            case ControlCommand.GrantDefault(long token, PermissionSet permissions) -> {
                LE64.set(bytes, TOKEN, token);
                LE64.set(bytes, GRANT_PERMISSIONS, permissions.bits());
            }
            case ControlCommand.GrantDevice(long token, PermissionSet permissions, long peer) -> {
                LE64.set(bytes, TOKEN, token);
                LE64.set(bytes, GRANT_PERMISSIONS, permissions.bits());
                LE64.set(bytes, GRANT_PEER_DEVID, peer);
            }
            case ControlCommand.SetEventVector(long token, long vector) -> {
                LE64.set(bytes, TOKEN, token);
                LE64.set(bytes, EVENT_VECTOR, vector);
            }
        }
        return bytes;
    }

    /// Reads what a device wrote, as many bytes as the used length says.
    ///
    /// @param command wire code of the command that was answered; a reply to an unknown one is an
    ///   ack alone
    public static Decoded<ControlReply> decodeReply(int command, byte[] bytes) {
        if (bytes.length < REPLY_ACK_LENGTH) {
            return new Malformed<>(Fault.CODE_CUT, 0, Malformed.NO_CODE);
        }
        int raw = bytes[REPLY_ACK] & 0xff;
        Ack ack = Ack.fromCode(raw);
        if (ack == null) {
            return new Malformed<>(Fault.CODE_UNKNOWN, REPLY_ACK, raw);
        }
        CommandCode code = CommandCode.fromWire(command);
        boolean listsAreas = code != null && code.repliesWithAreas();
        if (code != null && listsAreas && ack == Ack.OK) {
            return areasReply(code, bytes);
        }
        if (code != null && listsAreas && ack == Ack.E2BIG && bytes.length > REPLY_ACK_LENGTH) {
            return neededReply(code, bytes);
        }
        if (bytes.length > REPLY_ACK_LENGTH) {
            return new Malformed<>(Fault.LONG, REPLY_ACK_LENGTH, raw);
        }
        return new Valid<>(
                ack == Ack.OK ? new ControlReply.Completed() : new ControlReply.Refused(ack));
    }

    private static Decoded<ControlReply> neededReply(CommandCode code, byte[] bytes) {
        int end = areasOffset(code);
        if (bytes.length < end) {
            return new Malformed<>(Fault.SHORT, bytes.length, Ack.E2BIG.code());
        }
        if (bytes.length > end) {
            return new Malformed<>(Fault.LONG, end, Ack.E2BIG.code());
        }
        return new Valid<>(new ControlReply.Refused(Ack.E2BIG, le64(bytes, numOffset(code))));
    }

    private static Decoded<ControlReply> areasReply(CommandCode code, byte[] bytes) {
        int first = areasOffset(code);
        if (bytes.length < first) {
            return new Malformed<>(Fault.SHORT, bytes.length, Ack.OK.code());
        }
        int rest = bytes.length - first;
        if (rest % AREA_LENGTH != 0 || le64(bytes, numOffset(code)) != rest / AREA_LENGTH) {
            return new Malformed<>(Fault.AREA_COUNT, numOffset(code), Ack.OK.code());
        }
        List<Area> areas = new ArrayList<>(rest / AREA_LENGTH);
        for (int at = first; at < bytes.length; at += AREA_LENGTH) {
            areas.add(new Area(le64(bytes, at + AREA_OFFSET), le64(bytes, at + AREA_SIZE)));
        }
        List<Area> copy = List.copyOf(areas);
        return new Valid<>(
                code == CommandCode.ALLOC_REGION
                        ? new ControlReply.Allocated(le64(bytes, ALLOC_REPLY_TOKEN), copy)
                        : new ControlReply.Attached(copy));
    }

    /// Writes the device-writable part of a control chain.
    ///
    /// @param command wire code of the command that is answered
    /// @param room bytes that the chain has for it, at least 1; a refusal tells the number of areas
    ///   needed only where there is room
    /// @return bytes to write, at most `room`
    /// @throws IllegalArgumentException if a list of areas does not fit: a defect of the caller
    public static byte[] encodeReply(int command, ControlReply reply, long room) {
        CommandCode code = CommandCode.fromWire(command);
        byte[] bytes =
                switch (reply) {
                    case ControlReply.Allocated(long token, List<Area> areas) -> {
                        byte[] all = areaBytes(CommandCode.ALLOC_REGION, areas);
                        LE64.set(all, ALLOC_REPLY_TOKEN, token);
                        yield all;
                    }
                    case ControlReply.Attached(List<Area> areas) ->
                            areaBytes(CommandCode.ATTACH_REGION, areas);
                    case ControlReply.Completed() -> new byte[REPLY_ACK_LENGTH];
                    case ControlReply.Refused(Ack ack, long needed) ->
                            refusal(code, ack, needed, room);
                };
        if (bytes.length > room) {
            throw new IllegalArgumentException("length=" + bytes.length + " room=" + room);
        }
        bytes[REPLY_ACK] = (byte) reply.ack().code();
        return bytes;
    }

    private static byte[] refusal(@Nullable CommandCode code, Ack ack, long needed, long room) {
        boolean tells = ack == Ack.E2BIG && needed != 0 && code != null && code.repliesWithAreas();
        if (code == null || !tells || room < areasOffset(code)) {
            return new byte[REPLY_ACK_LENGTH];
        }
        byte[] bytes = new byte[areasOffset(code)];
        LE64.set(bytes, numOffset(code), needed);
        return bytes;
    }

    private static byte[] areaBytes(CommandCode code, List<Area> areas) {
        byte[] bytes = new byte[Math.toIntExact(replyLength(code, areas.size()))];
        LE64.set(bytes, numOffset(code), (long) areas.size());
        int at = areasOffset(code);
        for (Area area : areas) {
            LE64.set(bytes, at + AREA_OFFSET, area.offset());
            LE64.set(bytes, at + AREA_SIZE, area.size());
            at += AREA_LENGTH;
        }
        return bytes;
    }

    /// Reads an eventq buffer, as many bytes as the used length says.
    public static Decoded<DeviceEvent> decodeEvent(byte[] bytes) {
        if (bytes.length < EVENT_OFFSET) {
            return new Malformed<>(Fault.CODE_CUT, bytes.length, Malformed.NO_CODE);
        }
        long type = le64(bytes, EVENT_TYPE);
        if (type != TYPE_UPDATE && type != TYPE_ATTACH && type != TYPE_DETACH) {
            return new Malformed<>(Fault.CODE_UNKNOWN, EVENT_TYPE, type);
        }
        int length = type == TYPE_UPDATE ? UPDATE_LENGTH : EVENT_LENGTH;
        if (bytes.length < length) {
            return new Malformed<>(Fault.SHORT, bytes.length, type);
        }
        if (bytes.length > length) {
            return new Malformed<>(Fault.LONG, length, type);
        }
        long offset = le64(bytes, EVENT_OFFSET);
        long devid = le64(bytes, EVENT_DEVID);
        if (type == TYPE_UPDATE) {
            return new Valid<>(new DeviceEvent.RegionUpdated(offset, devid));
        }
        long peers = le64(bytes, EVENT_PEERS);
        return new Valid<>(
                type == TYPE_ATTACH
                        ? new DeviceEvent.PeerAttached(offset, devid, peers)
                        : new DeviceEvent.PeerDetached(offset, devid, peers));
    }

    /// Writes an event: 24 bytes for an update, 32 for the others.
    public static byte[] encodeEvent(DeviceEvent event) {
        byte[] bytes =
                switch (event) {
                    case DeviceEvent.RegionUpdated _ -> new byte[UPDATE_LENGTH];
                    case DeviceEvent.PeerAttached(_, _, long peers) -> withPeers(peers);
                    case DeviceEvent.PeerDetached(_, _, long peers) -> withPeers(peers);
                };
        LE64.set(bytes, EVENT_TYPE, (long) event.type());
        LE64.set(bytes, EVENT_OFFSET, event.offset());
        LE64.set(bytes, EVENT_DEVID, event.devid());
        return bytes;
    }

    private static byte[] withPeers(long peers) {
        byte[] bytes = new byte[EVENT_LENGTH];
        LE64.set(bytes, EVENT_PEERS, peers);
        return bytes;
    }

    /// Reads a configuration space; bytes behind the 32 known ones are left alone, as a later
    /// revision of the device may have more.
    public static Decoded<IsmConfig> decodeConfig(byte[] bytes) {
        if (bytes.length < CONFIG_LENGTH) {
            return new Malformed<>(Fault.SHORT, bytes.length, Malformed.NO_CODE);
        }
        return new Valid<>(
                new IsmConfig(
                        le64(bytes, CONFIG_GID),
                        le64(bytes, CONFIG_DEVID),
                        le64(bytes, CONFIG_CHUNK_SIZE),
                        le64(bytes, CONFIG_NOTIFY_SIZE)));
    }

    /// Writes a configuration space, 32 bytes.
    public static byte[] encodeConfig(IsmConfig config) {
        byte[] bytes = new byte[CONFIG_LENGTH];
        LE64.set(bytes, CONFIG_GID, config.gid());
        LE64.set(bytes, CONFIG_DEVID, config.devid());
        LE64.set(bytes, CONFIG_CHUNK_SIZE, config.chunkSize());
        LE64.set(bytes, CONFIG_NOTIFY_SIZE, config.notifySize());
        return bytes;
    }

    private static long le64(byte[] bytes, int offset) {
        return (long) LE64.get(bytes, offset);
    }
}
