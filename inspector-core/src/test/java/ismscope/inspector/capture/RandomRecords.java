package ismscope.inspector.capture;

import ismscope.device.protocol.Area;
import ismscope.device.tap.Severity;
import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Seeded records of every kind, with every value that its field can hold.
public final class RandomRecords {
    private final RandomGenerator random;

    public RandomRecords(long seed) {
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /// {@return a record of any kind, UNKNOWN included}
    public TapRecord any() {
        TapKind[] kinds = TapKind.values();
        return of(kinds[random.nextInt(kinds.length)]);
    }

    /// {@return a header that a device's tap could produce}
    public RecordHeader header() {
        return new RecordHeader(
                random.nextInt(2), random.nextLong(), random.nextLong(), random.nextLong());
    }

    /// {@return a record of this kind}
    public TapRecord of(TapKind kind) {
        return switch (kind) {
            case DEVICE_ADDED ->
                    new TapRecord.DeviceAdded(
                            u64(),
                            u64(),
                            u64(),
                            u64(),
                            u64(),
                            text(random.nextInt(40)),
                            random.nextBoolean() ? "" : text(random.nextInt(20)));
            case DEVICE_REMOVED -> new TapRecord.DeviceRemoved(u8());
            case STATUS -> new TapRecord.Status(u8(), u8());
            case FEATURES -> new TapRecord.Features(u64(), u64());
            case QUEUE ->
                    new TapRecord.Queue(
                            u16(),
                            u16(),
                            random.nextBoolean(),
                            random.nextBoolean(),
                            u64(),
                            u64(),
                            u64());
            case REQUEST -> {
                byte[] bytes = bytes();
                yield new TapRecord.Request(u16(), u16(), u16(), bytes.length, u32(), bytes);
            }
            case REPLY -> {
                byte[] bytes = bytes();
                yield new TapRecord.Reply(u16(), u16(), bytes.length, u64(), bytes);
            }
            case EVENT -> {
                byte[] bytes = bytes();
                int left = bytes.length == 0 ? TapRecord.Event.NOT_COUNTED : u16();
                yield new TapRecord.Event(u16(), u16(), bytes.length, bytes, left);
            }
            case DOORBELL -> new TapRecord.Doorbell(u64());
            case INTERRUPT -> new TapRecord.Interrupt(u16(), u8());
            case REGION_CREATED -> new TapRecord.RegionCreated(u64(), u64());
            case REGION_FREED -> new TapRecord.RegionFreed();
            case MAPPED -> new TapRecord.Mapped(u64(), areas());
            case UNMAPPED -> new TapRecord.Unmapped(u8());
            case GRANT -> new TapRecord.Grant(u64(), u64());
            case CONTENT -> new TapRecord.Content(u64(), u8(), bytes());
            case ACCESS -> new TapRecord.Access(u64(), u8(), random.nextBoolean(), u64());
            case VIOLATION ->
                    new TapRecord.Violation(
                            u16(),
                            Severity.fromCode(random.nextInt(4)),
                            text(random.nextInt(80)),
                            bytes());
            case LOST -> new TapRecord.Lost(u64(), u8());
            case MARK -> new TapRecord.Mark(text(random.nextInt(200)));
            case STOPPED -> new TapRecord.Stopped(u64());
            case RESUMED -> new TapRecord.Resumed();
            case SWALLOWED -> new TapRecord.Swallowed(u8(), u64());
            case UNKNOWN -> new TapRecord.Unknown(100 + random.nextInt(156), bytes());
        };
    }

    private List<Area> areas() {
        List<Area> areas = new ArrayList<>();
        for (int i = random.nextInt(20); i > 0; i--) {
            areas.add(new Area(u64(), u64()));
        }
        return areas;
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        return bytes;
    }

    private String text(int length) {
        String letters = "abc 0äß漢字\u0000\n\uD83D\uDE00";
        StringBuilder text = new StringBuilder();
        int[] points = letters.codePoints().toArray();
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return text.toString();
    }

    private int u8() {
        return random.nextInt(1 << 8);
    }

    private int u16() {
        return random.nextInt(1 << 16);
    }

    private int u32() {
        return random.nextInt();
    }

    private long u64() {
        return random.nextLong();
    }
}
