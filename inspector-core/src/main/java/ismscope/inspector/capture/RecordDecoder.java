package ismscope.inspector.capture;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.UTF_8;

import ismscope.device.protocol.Area;
import ismscope.device.tap.Severity;
import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.event.Event;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads one record. A cursor over a body whose fixed part is known to be there; variable parts are
/// checked against what is left before anything is allocated for them.
final class RecordDecoder {
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, LITTLE_ENDIAN);

    private final ByteBuffer body;
    private final boolean cut;

    private RecordDecoder(ByteBuffer body, boolean cut) {
        this.body = body;
        this.cut = cut;
    }

    static boolean isRecord(byte[] bytes) {
        return bytes.length >= RecordLayout.HEADER_LENGTH
                && (int) INT.get(bytes, RecordLayout.MAGIC_OFFSET) == RecordLayout.MAGIC;
    }

    static CapturedRecord decode(byte[] bytes, boolean cut) {
        if (!isRecord(bytes)) {
            return new CapturedRecord(RecordHeader.NONE, new TapRecord.Unknown(0, bytes));
        }
        ByteBuffer in = ByteBuffer.wrap(bytes).order(LITTLE_ENDIAN);
        int code = Byte.toUnsignedInt(in.get(RecordLayout.KIND_OFFSET));
        RecordHeader header =
                new RecordHeader(
                        Byte.toUnsignedInt(in.get(RecordLayout.VERSION_OFFSET)),
                        Short.toUnsignedInt(in.getShort(RecordLayout.FLAGS_OFFSET)),
                        in.getLong(RecordLayout.SEQUENCE_OFFSET),
                        in.getLong(RecordLayout.FLOW_OFFSET),
                        in.getLong(RecordLayout.TOKEN_OFFSET));
        in.position(RecordLayout.HEADER_LENGTH);
        TapRecord record = null;
        if (header.version() == RecordLayout.VERSION) {
            boolean partial = cut || (header.flags() & Event.CUT) != 0;
            record = new RecordDecoder(in, partial).body(TapKind.fromCode(code));
        }
        return new CapturedRecord(header, record != null ? record : unknown(code, bytes));
    }

    private static TapRecord unknown(int code, byte[] bytes) {
        byte[] body = new byte[bytes.length - RecordLayout.HEADER_LENGTH];
        System.arraycopy(bytes, RecordLayout.HEADER_LENGTH, body, 0, body.length);
        return new TapRecord.Unknown(code, body);
    }

    /// {@return the body, null if it is not known or shorter than its kind says}
    private @Nullable TapRecord body(TapKind kind) {
        if (body.remaining() < RecordLayout.fixedLength(kind)) {
            return null;
        }
        return switch (kind) {
            case DEVICE_ADDED -> deviceAdded();
            case DEVICE_REMOVED -> new TapRecord.DeviceRemoved(u8());
            case STATUS -> new TapRecord.Status(u8(), u8());
            case FEATURES -> new TapRecord.Features(u64(), u64());
            case QUEUE -> queue();
            case REQUEST -> request();
            case REPLY -> new TapRecord.Reply(u16(), u16(), u32(), u64(), rest());
            case EVENT -> event();
            case DOORBELL -> new TapRecord.Doorbell(u64());
            case INTERRUPT -> new TapRecord.Interrupt(u16(), u8());
            case REGION_CREATED -> new TapRecord.RegionCreated(u64(), u64());
            case REGION_FREED -> new TapRecord.RegionFreed();
            case MAPPED -> mapped();
            case UNMAPPED -> new TapRecord.Unmapped(u8());
            case GRANT -> new TapRecord.Grant(u64(), u64());
            case CONTENT -> content();
            case ACCESS -> access();
            case VIOLATION -> violation();
            case LOST -> new TapRecord.Lost(u64(), u8());
            case MARK -> mark();
            case STOPPED -> new TapRecord.Stopped(u64());
            case RESUMED -> new TapRecord.Resumed();
            case SWALLOWED -> new TapRecord.Swallowed(u8(), u64());
            case UNKNOWN -> null;
        };
    }

    private @Nullable TapRecord deviceAdded() {
        long devid = u64();
        long gid = u64();
        long chunkSize = u64();
        long notifySize = u64();
        long windowSize = u64();
        byte[] name = counted(u16());
        if (name == null) {
            return null;
        }
        return new TapRecord.DeviceAdded(
                devid,
                gid,
                chunkSize,
                notifySize,
                windowSize,
                new String(name, UTF_8),
                body.remaining() < Short.BYTES ? "" : pool());
    }

    /// What a later writer has appended to the record: bytes that are no pool's name are ignored.
    private String pool() {
        int told = u16();
        byte[] pool = new byte[told <= body.remaining() ? told : 0];
        body.get(pool);
        return new String(pool, UTF_8);
    }

    private TapRecord queue() {
        int index = u16();
        int size = u16();
        boolean enabled = u8() != 0;
        boolean packed = u8() != 0;
        u16();
        return new TapRecord.Queue(index, size, enabled, packed, u64(), u64(), u64());
    }

    private TapRecord request() {
        int queue = u16();
        int head = u16();
        int descriptors = u16();
        u16();
        return new TapRecord.Request(queue, head, descriptors, u32(), u32(), rest());
    }

    private @Nullable TapRecord mapped() {
        long rights = u64();
        long told = u64();
        int present = body.remaining() / RecordLayout.AREA_LENGTH;
        if (Long.compareUnsigned(told, present) > 0 && !cut) {
            return null;
        }
        int count = Long.compareUnsigned(told, present) > 0 ? present : (int) told;
        List<Area> areas = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            areas.add(new Area(u64(), u64()));
        }
        return new TapRecord.Mapped(rights, List.copyOf(areas));
    }

    private @Nullable TapRecord content() {
        long offset = u64();
        int quality = u8();
        u8();
        u16();
        byte[] bytes = counted(u32());
        return bytes == null ? null : new TapRecord.Content(offset, quality, bytes);
    }

    private TapRecord access() {
        long offset = u64();
        int width = u8();
        boolean store = u8() != 0;
        u16();
        u32();
        return new TapRecord.Access(offset, width, store, u64());
    }

    private @Nullable TapRecord violation() {
        int rule = u16();
        Severity severity = Severity.fromCode(u8());
        u8();
        byte[] text = counted(u32());
        return text == null
                ? null
                : new TapRecord.Violation(rule, severity, new String(text, UTF_8), rest());
    }

    private TapRecord event() {
        int queue = u16();
        int head = u16();
        int used = u32();
        boolean more = used != 0 && Integer.compareUnsigned(used, body.remaining()) < 0;
        byte[] bytes = new byte[more ? used : body.remaining()];
        body.get(bytes);
        int left = body.remaining() < Short.BYTES ? TapRecord.Event.NOT_COUNTED : u16();
        return new TapRecord.Event(queue, head, used, bytes, left);
    }

    private @Nullable TapRecord mark() {
        byte[] text = counted(u32());
        return text == null ? null : new TapRecord.Mark(new String(text, UTF_8));
    }

    /// {@return as many bytes as told, fewer only in a record that was cut, else null}
    private byte @Nullable [] counted(int told) {
        boolean missing = Integer.compareUnsigned(told, body.remaining()) > 0;
        if (missing && !cut) {
            return null;
        }
        byte[] bytes = new byte[missing ? body.remaining() : told];
        body.get(bytes);
        return bytes;
    }

    private byte[] rest() {
        byte[] bytes = new byte[body.remaining()];
        body.get(bytes);
        return bytes;
    }

    private int u8() {
        return Byte.toUnsignedInt(body.get());
    }

    private int u16() {
        return Short.toUnsignedInt(body.getShort());
    }

    private int u32() {
        return body.getInt();
    }

    private long u64() {
        return body.getLong();
    }
}
