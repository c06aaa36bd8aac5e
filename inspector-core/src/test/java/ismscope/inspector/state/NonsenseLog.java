package ismscope.inspector.state;

import ismscope.device.protocol.Area;
import ismscope.device.tap.Severity;
import ismscope.device.tap.TapRecord;
import java.util.List;
import java.util.Random;

/// Seeded events of every kind in no sensible order: unknown devices and tokens, replies without
/// requests, regions freed twice, holes.
final class NonsenseLog {
    private NonsenseLog() {}

    static EventLog events(long seed, int count) {
        Random random = new Random(seed);
        EventLog log = new EventLog();
        for (int i = 0; i < count; i++) {
            long token = random.nextInt(40) * 0x9e37_79b9_7f4a_7c15L;
            log.add(random.nextInt(30), token, record(random));
            if (random.nextInt(500) == 0) {
                log.skip(1 + random.nextInt(10));
            }
        }
        return log;
    }

    private static TapRecord record(Random random) {
        int small = random.nextInt(5);
        return switch (random.nextInt(23)) {
            case 0 ->
                    new TapRecord.DeviceAdded(
                            small, small, 4096, 16, 1 << 20, "vm" + random.nextInt(9));
            case 1 -> new TapRecord.DeviceRemoved(small);
            case 2 -> new TapRecord.Status(random.nextInt(256), small * 3);
            case 3 -> new TapRecord.Features(random.nextLong(), random.nextLong());
            case 4 -> new TapRecord.Queue(small, 64, random.nextBoolean(), false, 1, 2, 3);
            case 5, 6 -> new TapRecord.Request(small / 4, small, 2, 10, 33, new byte[10]);
            case 7, 8 ->
                    new TapRecord.Reply(
                            small / 4, small, 1, 500, new byte[] {(byte) random.nextInt(3)});
            case 9 -> new TapRecord.Event(1, small, 24, new byte[24]);
            case 10 -> new TapRecord.Doorbell(random.nextLong());
            case 11 -> new TapRecord.Interrupt(small, small);
            case 12 -> new TapRecord.RegionCreated(4096L << small, small);
            case 13 -> new TapRecord.RegionFreed();
            case 14 ->
                    new TapRecord.Mapped(random.nextInt(4), List.of(new Area(4096L * small, 4096)));
            case 15 -> new TapRecord.Unmapped(small);
            case 16 -> new TapRecord.Grant(small - 1, random.nextInt(32));
            case 17 -> new TapRecord.Content(random.nextInt(9000), small % 3, new byte[small * 9]);
            case 18 ->
                    new TapRecord.Access(
                            random.nextInt(9000), small, random.nextBoolean(), random.nextLong());
            case 19 -> new TapRecord.Violation(small, Severity.WARN, "text", new byte[2]);
            case 20 -> new TapRecord.Lost(small, small % 2);
            case 21 -> new TapRecord.Swallowed(small, small);
            default -> new TapRecord.Unknown(77, new byte[small]);
        };
    }
}
