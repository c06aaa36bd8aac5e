package ismscope.inspector.capture;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.UTF_8;

import ismscope.device.protocol.Area;
import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.event.Event;
import java.util.List;
import org.agrona.MutableDirectBuffer;

/// Writes one record. A cursor over the bytes given to it: `at` is where the next field goes, `end`
/// is the first byte that is not the record's, `cut` tells whether content is missing.
final class RecordEncoder {
    private static final int MAX_NAME = 0xFFFF;

    private final MutableDirectBuffer target;
    private final int start;
    private final int end;
    private int at;
    private boolean cut;

    RecordEncoder(MutableDirectBuffer target, int index, int length) {
        this.target = target;
        this.start = index;
        this.end = index + length;
        this.at = index;
    }

    static long fullLength(TapRecord record) {
        return RecordLayout.HEADER_LENGTH
                + RecordLayout.fixedLength(record.kind())
                + variableLength(record);
    }

    static int encodedLength(TapRecord record) {
        long full = fullLength(record);
        if (full <= RecordCodec.MAX_LENGTH) {
            return (int) full;
        }
        if (record instanceof TapRecord.Mapped) {
            // Whole areas only.
            int spare = (int) (full - RecordCodec.MAX_LENGTH) % RecordLayout.AREA_LENGTH;
            return RecordCodec.MAX_LENGTH
                    - (RecordLayout.AREA_LENGTH - spare) % RecordLayout.AREA_LENGTH;
        }
        return RecordCodec.MAX_LENGTH;
    }

    private static long variableLength(TapRecord record) {
        return switch (record) {
            case TapRecord.DeviceAdded r ->
                    Math.min(utf8(r.name()).length, MAX_NAME) + poolLength(r);
            case TapRecord.Request r -> r.bytes().length;
            case TapRecord.Reply r -> r.bytes().length;
            case TapRecord.Event r -> r.bytes().length + (long) countLength(r);
            case TapRecord.Mapped r -> (long) r.areas().size() * RecordLayout.AREA_LENGTH;
            case TapRecord.Content r -> r.bytes().length;
            case TapRecord.Violation r -> (long) utf8(r.text()).length + r.raw().length;
            case TapRecord.Mark r -> utf8(r.text()).length;
            case TapRecord.Unknown r -> r.bytes().length;
            case TapRecord.DeviceRemoved _,
                    TapRecord.Status _,
                    TapRecord.Features _,
                    TapRecord.Queue _,
                    TapRecord.Doorbell _,
                    TapRecord.Interrupt _,
                    TapRecord.RegionCreated _,
                    TapRecord.RegionFreed _,
                    TapRecord.Unmapped _,
                    TapRecord.Grant _,
                    TapRecord.Access _,
                    TapRecord.Lost _,
                    TapRecord.Stopped _,
                    TapRecord.Resumed _,
                    TapRecord.Swallowed _ ->
                    0;
        };
    }

    void encode(RecordHeader header, TapRecord record) {
        TapKind kind = record.kind();
        int code = record instanceof TapRecord.Unknown unknown ? unknown.code() : kind.code();
        u32(RecordLayout.MAGIC);
        u8(header.version());
        u8(code);
        u16(header.flags());
        u64(header.sequence());
        u64(header.flow());
        u64(header.token());
        body(record);
        if (cut) {
            int flags = header.flags() | Event.CUT;
            target.putShort(start + RecordLayout.FLAGS_OFFSET, (short) flags, LITTLE_ENDIAN);
        }
    }

    private void body(TapRecord record) {
        switch (record) {
            case TapRecord.DeviceAdded r -> deviceAdded(r);
            case TapRecord.DeviceRemoved r -> u8(r.reason());
            case TapRecord.Status r -> {
                u8(r.before());
                u8(r.after());
            }
            case TapRecord.Features r -> u64(r.offered(), r.accepted());
            case TapRecord.Queue r -> queue(r);
            case TapRecord.Request r -> request(r);
            case TapRecord.Reply r -> reply(r);
            case TapRecord.Event r -> event(r);
            case TapRecord.Doorbell r -> u64(r.offset());
            case TapRecord.Interrupt r -> {
                u16(r.vector());
                u8(r.cause());
                zeros(5);
            }
            case TapRecord.RegionCreated r -> u64(r.size(), r.creatorDevid());
            case TapRecord.RegionFreed _, TapRecord.Resumed _ -> {}
            case TapRecord.Mapped r -> mapped(r.rights(), r.areas());
            case TapRecord.Unmapped r -> u8(r.reason());
            case TapRecord.Grant r -> u64(r.devid(), r.rights());
            case TapRecord.Content r -> content(r);
            case TapRecord.Access r -> access(r);
            case TapRecord.Violation r -> violation(r);
            case TapRecord.Lost r -> {
                u64(r.count());
                u8(r.reason());
            }
            case TapRecord.Mark r -> counted32(utf8(r.text()));
            case TapRecord.Stopped r -> u64(r.breakpoint());
            case TapRecord.Swallowed r -> {
                u8(r.reason());
                u64(r.count());
            }
            case TapRecord.Unknown r -> bytes(r.bytes());
        }
    }

    private void deviceAdded(TapRecord.DeviceAdded r) {
        u64(r.devid(), r.gid());
        u64(r.chunkSize(), r.notifySize());
        u64(r.windowSize());
        byte[] name = utf8(r.name());
        int kept = Math.min(name.length, end - at - Short.BYTES);
        u16(kept);
        bytes(name, kept);
        byte[] pool = utf8(r.pool());
        if (pool.length > 0 && end - at >= Short.BYTES) {
            int keptOfPool = Math.min(pool.length, end - at - Short.BYTES);
            u16(keptOfPool);
            bytes(pool, keptOfPool);
        }
    }

    /// A device that is isolated has no field for a pool at all.
    private static int poolLength(TapRecord.DeviceAdded r) {
        return r.pool().isEmpty() ? 0 : Short.BYTES + Math.min(utf8(r.pool()).length, MAX_NAME);
    }

    private void queue(TapRecord.Queue r) {
        u16(r.index());
        u16(r.size());
        u8(r.enabled() ? 1 : 0);
        u8(r.packed() ? 1 : 0);
        zeros(2);
        u64(r.descriptorArea());
        u64(r.driverArea(), r.deviceArea());
    }

    private void request(TapRecord.Request r) {
        u16(r.queue());
        u16(r.head());
        u16(r.descriptors());
        zeros(2);
        u32(r.readableLength());
        u32(r.writableLength());
        bytesOf(r.bytes(), r.readableLength());
    }

    private void reply(TapRecord.Reply r) {
        u16(r.queue());
        u16(r.head());
        u32(r.usedLength());
        u64(r.nanos());
        bytesOf(r.bytes(), r.usedLength());
    }

    private void event(TapRecord.Event r) {
        u16(r.queue());
        u16(r.head());
        u32(r.usedLength());
        bytesOf(r.bytes(), r.usedLength());
        if (countLength(r) > 0 && !cut) {
            u16(r.buffersLeft());
        }
    }

    /// {@return bytes of the number of buffers left, which can be told from the event's own bytes
    /// only if those are all there}
    private static int countLength(TapRecord.Event r) {
        boolean counted = r.buffersLeft() != TapRecord.Event.NOT_COUNTED;
        boolean whole = r.usedLength() > 0 && r.bytes().length == r.usedLength();
        return counted && whole ? Short.BYTES : 0;
    }

    private void mapped(long rights, List<Area> areas) {
        u64(rights);
        int kept = Math.min(areas.size(), (end - at - Long.BYTES) / RecordLayout.AREA_LENGTH);
        u64(kept);
        for (int i = 0; i < kept; i++) {
            u64(areas.get(i).offset(), areas.get(i).size());
        }
        cut |= kept < areas.size();
    }

    private void content(TapRecord.Content r) {
        u64(r.offset());
        u8(r.quality());
        zeros(3);
        counted32(r.bytes());
    }

    private void access(TapRecord.Access r) {
        u64(r.offset());
        u8(r.width());
        u8(r.store() ? 1 : 0);
        zeros(6);
        u64(r.value());
    }

    private void violation(TapRecord.Violation r) {
        u16(r.rule());
        u8(r.severity().code());
        zeros(1);
        counted32(utf8(r.text()));
        bytes(r.raw());
    }

    private void counted32(byte[] value) {
        int kept = Math.min(value.length, end - at - Integer.BYTES);
        u32(kept);
        bytes(value, kept);
    }

    /// Captured bytes of something that is `length` bytes long.
    private void bytesOf(byte[] value, int length) {
        cut |= Integer.compareUnsigned(value.length, length) < 0;
        bytes(value);
    }

    private void bytes(byte[] value) {
        bytes(value, Math.min(value.length, end - at));
    }

    private void bytes(byte[] value, int kept) {
        target.putBytes(at, value, 0, kept);
        at += kept;
        cut |= kept < value.length;
    }

    private void zeros(int count) {
        target.setMemory(at, count, (byte) 0);
        at += count;
    }

    private void u8(int value) {
        target.putByte(at, (byte) value);
        at += Byte.BYTES;
    }

    private void u16(int value) {
        target.putShort(at, (short) value, LITTLE_ENDIAN);
        at += Short.BYTES;
    }

    private void u32(int value) {
        target.putInt(at, value, LITTLE_ENDIAN);
        at += Integer.BYTES;
    }

    private void u64(long value) {
        target.putLong(at, value, LITTLE_ENDIAN);
        at += Long.BYTES;
    }

    private void u64(long first, long second) {
        u64(first);
        u64(second);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }
}
