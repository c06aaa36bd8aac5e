package ismscope.inspector.capture;

import static org.assertj.core.api.Assertions.assertThat;

import ismscope.device.protocol.Area;
import ismscope.device.tap.Severity;
import ismscope.device.tap.TapKind;
import ismscope.device.tap.TapRecord;
import ismscope.inspector.event.Event;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordCodecTest {
    private static final RecordHeader HEADER =
            new RecordHeader(Event.INJECTED, 0x0102030405060708L, 0x1112131415161718L, 0xAL);

    @ParameterizedTest
    @EnumSource(TapKind.class)
    void everyKindComesBackAsItWas(TapKind kind) {
        RandomRecords records = new RandomRecords(kind.code());
        for (int i = 0; i < 2_000; i++) {
            TapRecord record = records.of(kind);
            RecordHeader header = records.header();
            CapturedRecord back = RecordCodec.decode(RecordCodec.encode(header, record));
            assertThat(back.header()).isEqualTo(header);
            assertThat(back.record()).usingRecursiveComparison().isEqualTo(record);
        }
    }

    @Test
    void namesThePoolOfADeviceBehindItsName() {
        TapRecord.DeviceAdded pooled =
                new TapRecord.DeviceAdded(1, 2, 0x100000, 4096, 0x40000000L, "v", "blue");
        byte[] bytes = RecordCodec.encode(HEADER, pooled);
        assertThat(HexFormat.of().formatHex(bytes)).endsWith("0100" + "76" + "0400" + "626c7565");
        assertThat(RecordCodec.decode(bytes).record()).isEqualTo(pooled);
    }

    @Test
    void headerIsLaidOutAsSpecified() {
        byte[] bytes = RecordCodec.encode(HEADER, new TapRecord.RegionFreed());
        assertThat(hex(bytes))
                .isEqualTo(
                        "5649534d" // magic
                                + "01" // version
                                + "0c" // kind
                                + "0800" // flags
                                + "0807060504030201" // sequence
                                + "1817161514131211" // flow
                                + "0a00000000000000"); // token
    }

    @ParameterizedTest
    @EnumSource(value = TapKind.class, names = "UNKNOWN", mode = EnumSource.Mode.EXCLUDE)
    void bodyOfEveryKindIsLaidOutAsSpecified(TapKind kind) {
        Golden golden = golden(kind);
        byte[] bytes = RecordCodec.encode(HEADER, golden.record());
        assertThat(bytes[5]).isEqualTo((byte) kind.code());
        assertThat(hex(Arrays.copyOfRange(bytes, 32, bytes.length))).isEqualTo(golden.body());
        assertThat(RecordCodec.decode(bytes).record())
                .usingRecursiveComparison()
                .isEqualTo(golden.record());
    }

    private record Golden(TapRecord record, String body) {}

    /// Bodies written by hand from the table in docs/capture-format.md; blanks part the fields.
    private static Golden golden(TapKind kind) {
        byte[] raw = {(byte) 0xde, (byte) 0xad};
        return switch (kind) {
            case DEVICE_ADDED ->
                    golden(
                            new TapRecord.DeviceAdded(1, 2, 0x100000, 4096, 0x40000000L, "vé"),
                            "0100000000000000 0200000000000000 0000100000000000 0010000000000000"
                                    + " 0000004000000000 0300 76c3a9");
            case DEVICE_REMOVED -> golden(new TapRecord.DeviceRemoved(2), "02");
            case STATUS -> golden(new TapRecord.Status(0x0f, 0), "0f 00");
            case FEATURES ->
                    golden(new TapRecord.Features(3, -1), "0300000000000000 ffffffffffffffff");
            case QUEUE ->
                    golden(
                            new TapRecord.Queue(1, 256, true, false, 0x1000, 0x2000, 0x3000),
                            "0100 0001 01 00 0000 0010000000000000 0020000000000000"
                                    + " 0030000000000000");
            case REQUEST ->
                    golden(
                            new TapRecord.Request(0, 7, 3, 2, 0x80000000, raw),
                            "0000 0700 0300 0000 02000000 00000080 dead");
            case REPLY ->
                    golden(
                            new TapRecord.Reply(0, 7, 2, 3100, raw),
                            "0000 0700 02000000 1c0c000000000000 dead");
            case EVENT -> golden(new TapRecord.Event(1, 9, 2, raw), "0100 0900 02000000 dead");
            case DOORBELL -> golden(new TapRecord.Doorbell(0x7001), "0170000000000000");
            case INTERRUPT -> golden(new TapRecord.Interrupt(0x1ff, 2), "ff01 02 00 00000000");
            case REGION_CREATED ->
                    golden(
                            new TapRecord.RegionCreated(0x200000, 5),
                            "0000200000000000 0500000000000000");
            case REGION_FREED -> golden(new TapRecord.RegionFreed(), "");
            case MAPPED ->
                    golden(
                            new TapRecord.Mapped(3, List.of(new Area(0x100000, 0x200000))),
                            "0300000000000000 0100000000000000 0000100000000000 0000200000000000");
            case UNMAPPED -> golden(new TapRecord.Unmapped(3), "03");
            case GRANT ->
                    golden(
                            new TapRecord.Grant(TapRecord.Grant.DEFAULT, 5),
                            "ffffffffffffffff 0500000000000000");
            case CONTENT ->
                    golden(
                            new TapRecord.Content(0x10, 1, raw),
                            "1000000000000000 01 00 0000 02000000 dead");
            case ACCESS ->
                    golden(
                            new TapRecord.Access(8, 4, true, 0x12345678),
                            "0800000000000000 04 01 0000 00000000 7856341200000000");
            case VIOLATION ->
                    golden(
                            new TapRecord.Violation(201, Severity.WARN, "hm", raw),
                            "c900 02 00 02000000 686d dead");
            case LOST -> golden(new TapRecord.Lost(300, 1), "2c01000000000000 01");
            case MARK -> golden(new TapRecord.Mark("hi"), "02000000 6869");
            case STOPPED -> golden(new TapRecord.Stopped(4), "0400000000000000");
            case RESUMED -> golden(new TapRecord.Resumed(), "");
            case SWALLOWED -> golden(new TapRecord.Swallowed(5, 2), "05 0200000000000000");
            case UNKNOWN -> throw new IllegalArgumentException("it has no body of its own");
        };
    }

    private static Golden golden(TapRecord record, String body) {
        return new Golden(record, body.replace(" ", ""));
    }

    @Test
    void anEventTellsTheBuffersThatWereLeft() {
        byte[] raw = {(byte) 0xde, (byte) 0xad};
        TapRecord.Event counted = new TapRecord.Event(1, 9, 2, raw, 63);
        byte[] bytes = RecordCodec.encode(HEADER, counted);
        assertThat(hex(Arrays.copyOfRange(bytes, 32, bytes.length)))
                .isEqualTo("0100" + "0900" + "02000000" + "dead" + "3f00");
        assertThat(RecordCodec.decode(bytes).record())
                .usingRecursiveComparison()
                .isEqualTo(counted);
        byte[] shorter = Arrays.copyOf(bytes, bytes.length - 1);
        assertThat(RecordCodec.decode(shorter).record())
                .usingRecursiveComparison()
                .isEqualTo(new TapRecord.Event(1, 9, 2, raw));
    }

    @ParameterizedTest
    @EnumSource(TapKind.class)
    void anyShorterBodyIsUnknownOrAValueThatHasLess(TapKind kind) {
        byte[] whole = RecordCodec.encode(HEADER, new RandomRecords(7).of(kind));
        for (int length = 0; length < whole.length; length++) {
            CapturedRecord cut = RecordCodec.decode(Arrays.copyOf(whole, length));
            if (length < 32) {
                assertThat(cut.record()).isInstanceOf(TapRecord.Unknown.class);
                assertThat(cut.header()).isEqualTo(RecordHeader.NONE);
            } else if (cut.record() instanceof TapRecord.Unknown unknown) {
                assertThat(unknown.code()).isEqualTo(Byte.toUnsignedInt(whole[5]));
                assertThat(unknown.bytes()).isEqualTo(Arrays.copyOfRange(whole, 32, length));
            }
        }
    }

    @Test
    void aNewerVersionIsKeptAsUnknownWithItsBody() {
        RecordHeader newer = new RecordHeader(2, 0, 5, 6, 7);
        byte[] bytes = RecordCodec.encode(newer, new TapRecord.Status(1, 3));
        CapturedRecord back = RecordCodec.decode(bytes);
        assertThat(back.header().version()).isEqualTo(2);
        assertThat(back.record())
                .usingRecursiveComparison()
                .isEqualTo(new TapRecord.Unknown(TapKind.STATUS.code(), new byte[] {1, 3}));
    }

    @Test
    void fieldsAppendedByALaterWriterAreIgnored() {
        byte[] bytes = RecordCodec.encode(HEADER, new TapRecord.Doorbell(5));
        CapturedRecord back = RecordCodec.decode(Arrays.copyOf(bytes, bytes.length + 3));
        assertThat(back.record()).isEqualTo(new TapRecord.Doorbell(5));
    }

    @ParameterizedTest
    @ValueSource(ints = {65_488, 65_489, 100_000, 1_000_000})
    void whatIsTooLongIsCutAndSaysSo(int length) {
        TapRecord.Content content = new TapRecord.Content(0, 0, new byte[length]);
        byte[] bytes = RecordCodec.encode(HEADER, content);
        CapturedRecord back = RecordCodec.decode(bytes);
        assertThat(bytes).hasSize(RecordCodec.MAX_LENGTH);
        assertThat(back.record()).isInstanceOf(TapRecord.Content.class);
        assertThat((back.header().flags() & Event.CUT) != 0).isEqualTo(length > 65_488);
        assertThat(RecordCodec.fullLength(content)).isEqualTo(48L + length);
    }

    @Test
    void areasAreCutAtAWholeArea() {
        List<Area> areas = Collections.nCopies(5_000, new Area(1, 2));
        byte[] bytes = RecordCodec.encode(HEADER, new TapRecord.Mapped(3, areas));
        CapturedRecord back = RecordCodec.decode(bytes);
        assertThat(((TapRecord.Mapped) back.record()).areas()).hasSize((65_536 - 48) / 16);
        assertThat(back.header().flags() & Event.CUT).isNotZero();
        assertThat(bytes.length).isLessThanOrEqualTo(RecordCodec.MAX_LENGTH);
    }

    @Test
    void aRequestWithFewerBytesThanItsLengthSaysSo() {
        byte[] bytes =
                RecordCodec.encode(HEADER, new TapRecord.Request(0, 0, 1, 100, 1, new byte[10]));
        assertThat(RecordCodec.decode(bytes).header().flags() & Event.CUT).isNotZero();
    }

    @Test
    void ofAPacketCutByAToolTheFirstBytesAreShown() {
        byte[] bytes = RecordCodec.encode(HEADER, new TapRecord.Mark("a longer note"));
        byte[] first = Arrays.copyOf(bytes, 32 + 4 + 8);
        assertThat(RecordCodec.decode(first).record()).isInstanceOf(TapRecord.Unknown.class);
        CapturedRecord cut = RecordCodec.decodeCut(first);
        assertThat(cut.record()).isEqualTo(new TapRecord.Mark("a longer"));
        assertThat(cut.header().flags()).isEqualTo(Event.INJECTED | Event.CUT);
    }

    @Test
    void aMillionDamagedRecordsStillDecode() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20260101);
        RandomRecords records = new RandomRecords(42);
        int unknown = 0;
        for (int i = 0; i < 1_000_000; i++) {
            byte[] bytes = RecordCodec.encode(records.header(), records.any());
            int flips = 1 + random.nextInt(4);
            for (int flip = 0; flip < flips; flip++) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            if (random.nextInt(4) == 0) {
                bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            }
            CapturedRecord back = RecordCodec.decode(bytes);
            if (back.record() instanceof TapRecord.Unknown) {
                unknown++;
            } else {
                // What was understood is a value that can be written again.
                RecordCodec.encode(back.header(), back.record());
            }
        }
        assertThat(unknown).isBetween(100_000, 900_000);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
